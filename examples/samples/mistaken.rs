//! The returns that show the common mistakes: `samples/问题示例/`.

use super::{Draft, SampleFile, Samples, before};
use jiff::civil::date;
use qingdan::key::TableId;
use qingdan::plan::Role;
use qingdan::recognize::CoverLine;
use qingdan::render::form::Filling;
use qingdan::render::{Book, Cell};
use qingdan::value::Value;
use qingdan::write::write;
use std::io::Write;

impl Samples {
    /// Returns that show the common mistakes.
    pub(super) fn mistaken(&self) -> Vec<SampleFile> {
        let folder = "问题示例";
        let draft = |name: &str| self.honest(self.unit(name));
        let mut files = Vec::new();

        let mut commerce = draft("区商务局");
        commerce.text(TableId::Indicators, "6.1-2", Role::Value, "约41");
        commerce.text(TableId::Indicators, "11.3-1", Role::Value, "50%");
        commerce.blank(TableId::Indicators, "3.5-1", Role::Value);
        commerce.number(TableId::Indicators, "7.3-1", Role::Value, 1.5);
        commerce.number(TableId::Indicators, "6.5-2", Role::Value, -5.0);
        commerce.text(TableId::Tasks, "2.4", Role::Status, "未启动");
        commerce.number(TableId::Tasks, "2.4", Role::Percent, 10.0);
        commerce.blank(TableId::Tasks, "2.4", Role::DoneOn);
        commerce.blank(TableId::Tasks, "2.4", Role::Result);
        commerce.text(TableId::Tasks, "6.1", Role::Status, "已完成");
        commerce.day(TableId::Tasks, "6.1", Role::DoneOn, date(2023, 9, 15));
        commerce.text(TableId::Tasks, "6.1", Role::Result, "首店名单（示例）");
        commerce.text(TableId::Tasks, "11.2", Role::Status, "快好了");
        commerce.text(TableId::Tasks, "7.3", Role::Status, "滞后");
        commerce.text(TableId::Tasks, "6.5", Role::Progress, "正常推进");
        files.push(commerce.file(folder, ""));

        // 660万元, typed in 元.
        let mut finances = draft("区财政局");
        finances.number(TableId::Indicators, "17.3-1", Role::Value, 6_600_000.0);
        files.push(finances.file(folder, ""));

        let mut reform = draft("区发改局");
        reform.number(TableId::Projects, "XM01", Role::Value, 990_000.0);
        reform.day(TableId::Projects, "XM01", Role::EndActual, date(2021, 1, 31));
        reform.text(TableId::Projects, "XM02", Role::StartActual, "2022年13月1日");
        files.push(reform.file(folder, ""));

        let mut education = draft("区教育局");
        education.number(TableId::Indicators, "5.3-1", Role::Value, 1420.0);
        let mut book = education.book();
        let tasks = sheet(&mut book, "重点任务攻坚表");
        // The sheet's rows: title, cover line, head, then the measures.
        tasks.rows.remove(4);
        let repeated = tasks.rows[5].clone();
        tasks.rows.push(repeated);
        relabel(&mut tasks.rows[2], "存在问题", "问题");
        book.sheets.insert(
            2,
            qingdan::render::Sheet {
                name: "说明材料".to_owned(),
                visibility: qingdan::render::Visibility::Visible,
                rows: vec![row_of("本局另附说明一份")],
                ..Default::default()
            },
        );
        files.push(named(folder, "区教育局", "", &book));

        // Last quarter's return, sent again.
        let last = Self::told(self.plan.clone(), before::TOLD, None);
        files.push(named(folder, "区金融办", "_上期表", &last.honest(last.unit("区金融办")).book()));

        let empty = Draft { samples: self, unit: self.unit("区税务局"), filling: Filling::default() };
        files.push(empty.file(folder, ""));

        let mut book = draft("区统计局").book();
        for row in &mut sheet(&mut book, "填报说明").rows {
            relabel(row, "区统计局", "区财政局");
        }
        files.push(named(folder, "区统计局", "_封面改名", &book));

        let mut book = draft("区司法局").book();
        book.properties.custom.clear();
        book.sheets.retain(|sheet| sheet.name != "_meta");
        for sheet in &mut book.sheets {
            for row in &mut sheet.rows {
                relabel(row, "区司法局", "区司发局");
            }
        }
        files.push(named(folder, "附件1(最终版)(2)", "", &book));

        files.push(draft("区民政局").file(folder, ""));
        let mut second = draft("区民政局");
        second.filling.cover.insert(CoverLine::Edition, Value::Number(2.0));
        files.push(second.file(folder, "_第二次"));

        let (name, bytes) = draft("区公安分局").file(folder, "_损坏");
        files.push((name, bytes[..bytes.len() / 2].to_vec()));
        files.push((format!("{folder}/区应急管理局_情况说明.docx"), word_document()));
        files.push(self.mistaken_office().file(folder, ""));
        files
    }

    /// The office's form with mistakes in the ledger.
    fn mistaken_office(&self) -> Draft<'_> {
        let mut draft = self.honest(self.plan.office_unit());
        let table = self.plan.table(TableId::CloseOut);
        for (id, row) in &mut draft.filling.extra_rows {
            if *id != TableId::CloseOut {
                continue;
            }
            match table.value(row, Role::Key).shown().as_str() {
                "WT01" => table.set(row, Role::Verifier, Value::Blank),
                "WT02" => {
                    let lead = table.value(row, Role::Lead).clone();
                    table.set(row, Role::VerifierUnit, lead);
                }
                "WT03" => table.set(row, Role::DoneOn, Value::Date(date(2023, 7, 1))),
                "WT04" => table.set(row, Role::Due, Value::Date(date(2023, 10, 31))),
                "WT05" => {
                    table.set(row, Role::Due, Value::Date(date(2023, 10, 31)));
                    table.set(row, Role::ExtendedBy, Value::Blank);
                }
                _ => {}
            }
        }
        draft
    }
}

fn named(folder: &str, unit: &str, suffix: &str, book: &Book) -> SampleFile {
    (format!("{folder}/{unit}_2023Q3_填报表{suffix}.xlsx"), write(book).expect("a book that can be written"))
}

fn sheet<'a>(book: &'a mut Book, name: &str) -> &'a mut qingdan::render::Sheet {
    book.sheets.iter_mut().find(|sheet| sheet.name == name).expect("a sheet of the form")
}

fn relabel(row: &mut qingdan::render::Row, from: &str, to: &str) {
    for (_, cell, _) in &mut row.cells {
        if *cell == Cell::Text(from.to_owned()) {
            *cell = Cell::Text(to.to_owned());
        }
    }
}

fn row_of(text: &str) -> qingdan::render::Row {
    qingdan::render::Row {
        height: None,
        cells: vec![(0, Cell::Text(text.to_owned()), qingdan::render::style::Style::default())],
    }
}

/// As much of a Word document as its content shows.
fn word_document() -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    let parts = [
        ("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"),
        ("word/document.xml", "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"/>"),
    ];
    for (name, body) in parts {
        zip.start_file(name, options).expect("a part");
        zip.write_all(body.as_bytes()).expect("a part");
    }
    zip.finish().expect("a package").into_inner()
}
