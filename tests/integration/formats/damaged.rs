//! Cut, flipped, looping and boundless files beside a good one: each is named in time, and the good one counts.

use super::{Inbox, ODS, Said, XLS, XLSB, sample};
use crate::package;

/// Whatever was done to it: something is said of the file.
fn is_named(said: &Said, name: &str) {
    assert!(!said.of(name).is_empty(), "{name} is {} and nothing is said of it", said.status(name));
}

#[test]
fn a_file_that_is_cut_anywhere_is_refused() {
    let workbook = sample("七都街道");
    for (suffix, whole) in [("xlsx", &workbook[..]), ("xls", XLS), ("ods", ODS), ("xlsb", XLSB)] {
        let inbox = Inbox::new();
        // Every eleventh part of it, its first bytes and all but its last.
        let mut lengths: Vec<usize> = (1..11).map(|part| whole.len() * part / 11).collect();
        lengths.extend([1, 4, 8, 100, 512]);
        // The last sector of this .xls is not the workbook's: see the next test.
        lengths.extend((suffix != "xls").then_some(whole.len() - 1));
        for length in &lengths {
            inbox.put(&format!("截{length}.{suffix}"), &whole[..*length]);
        }
        let said = inbox.checked();
        for length in lengths {
            let name = format!("截{length}.{suffix}");
            let (code, message, _) = said.refusal(&name);
            // Of less than the first name of a part nobody can tell which package it was.
            let is_known = matches!(code.as_str(), "F01" | "F14");
            assert!(is_known || code == "F02" && length < 100, "{name}: {code} {message}");
        }
    }
}

#[test]
fn a_flipped_byte_is_named_or_changes_nothing_that_is_checked() {
    let workbook = sample("七都街道");
    for (suffix, whole) in [("xlsx", &workbook[..]), ("xls", XLS), ("ods", ODS), ("xlsb", XLSB)] {
        let inbox = Inbox::new();
        let places: Vec<usize> = (0..24).map(|part| (whole.len() * part / 24 + part * 7) % whole.len()).collect();
        for place in &places {
            let mut bytes = whole.to_vec();
            bytes[*place] ^= 0xFF;
            inbox.put(&format!("翻{place}.{suffix}"), &bytes);
        }
        let said = inbox.checked();
        for place in places {
            let name = format!("翻{place}.{suffix}");
            // Neither the head of a part nor the directory of a package is under a checksum.
            if suffix != "xlsx" || said.status(&name) != "accepted" {
                is_named(&said, &name);
            }
        }
    }
}

/// The place of a number in the head of a compound file.
fn head(offset: usize) -> usize {
    u32::from_le_bytes(XLS[offset..offset + 4].try_into().unwrap()) as usize
}

/// Where the chain of the sector is noted: all chains of so small a file are in its first sector of them.
fn link(sector: usize) -> usize {
    512 + head(76) * 512 + sector * 4
}

/// The directory entry of a name.
fn entry(name: &str) -> usize {
    let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    XLS.windows(name.len()).position(|window| window == name).unwrap()
}

#[test]
fn a_stream_that_ends_before_its_end_is_cut() {
    let read = |at: usize| u32::from_le_bytes(XLS[at..at + 4].try_into().unwrap());
    let (first, length) = (read(entry("Workbook") + 116), read(entry("Workbook") + 120) as usize);
    let chain: Vec<u32> = std::iter::successors(Some(first), |sector| {
        Some(read(link(*sector as usize))).filter(|next| *next < 0xFFFF_FFF0)
    })
    .collect();
    assert_eq!(chain.len(), length.div_ceil(512));
    // The last sector of the workbook moves behind all others.
    let (last, before) = (chain[chain.len() - 1] as usize, chain[chain.len() - 2] as usize);
    let new = (XLS.len() - 512) / 512;
    let mut moved = XLS.to_vec();
    moved.extend_from_within(512 + last * 512..1024 + last * 512);
    moved[link(before)..link(before) + 4].copy_from_slice(&u32::try_from(new).unwrap().to_le_bytes());
    moved[link(new)..link(new) + 4].copy_from_slice(&0xFFFF_FFFE_u32.to_le_bytes());
    let needed = XLS.len() + (length - 1) % 512 + 1;
    let inbox = Inbox::with(&[("整.xls", &moved[..needed])]);
    assert_eq!(inbox.checked().status("整.xls"), "accepted-with-warnings");
    let (code, ..) = Inbox::with(&[("缺.xls", &moved[..needed - 1])]).checked().refusal("缺.xls");
    assert_eq!(code, "F01");
}

#[test]
fn a_chain_that_leads_back_to_itself_ends() {
    let start = entry("Workbook") + 116;
    let first = u32::from_le_bytes(XLS[start..start + 4].try_into().unwrap());
    let pointing = |sector: usize, target: u32| {
        let mut bytes = XLS.to_vec();
        bytes[link(sector)..link(sector) + 4].copy_from_slice(&target.to_le_bytes());
        bytes
    };
    // The stream's first sector after itself; a sector further on before it; the directory after itself.
    let own = pointing(first as usize, first);
    let back = pointing(first as usize + 5, first);
    let directory = pointing(head(48), u32::try_from(head(48)).unwrap());
    // And the list of the lists of chains, which has a chain of its own.
    let mut lists = XLS.to_vec();
    lists[44..48].copy_from_slice(&1000_u32.to_le_bytes());
    lists[68..72].copy_from_slice(&first.to_le_bytes());
    lists[72..76].copy_from_slice(&u32::MAX.to_le_bytes());
    for (name, bytes) in [("自指.xls", own), ("回指.xls", back), ("目录.xls", directory), ("总表.xls", lists)] {
        let (code, message, _) = Inbox::with(&[(name, &bytes)]).checked().refusal(name);
        assert!(matches!(code.as_str(), "F01" | "F14"), "{name}: {code} {message}");
    }
}

#[test]
fn a_cell_at_the_far_corner_does_not_fill_the_memory() {
    // The first text cell (LABELSST, ten bytes) goes to the last row and column that its numbers can say.
    let label = XLS.windows(4).position(|window| window == [0xFD, 0, 10, 0]).unwrap();
    let mut xls = XLS.to_vec();
    xls[label + 4..label + 8].fill(0xFF);
    let cell = "<table:table-cell office:value-type=\"float\" office:value=\"1\"/>";
    let ods = ods(&format!(
        "<table:table-row>{cell}</table:table-row>\
         <table:table-row table:number-rows-repeated=\"1048574\"><table:table-cell/></table:table-row>\
         <table:table-row><table:table-cell table:number-columns-repeated=\"16383\"/>{cell}</table:table-row>"
    ));
    let repeated = self::ods(&format!(
        "<table:table-row table:number-rows-repeated=\"1048576\">{}</table:table-row>",
        cell.replace("/>", " table:number-columns-repeated=\"16384\"/>")
    ));
    let (xlsb, whole) = (self::xlsb(1_048_575), self::xlsb(3));
    let said = Inbox::with(&[
        ("远.xls", &xls),
        ("远.ods", &ods),
        ("满.ods", &repeated),
        ("远.xlsb", &xlsb),
        ("近.xlsb", &whole),
    ])
    .checked();
    for name in ["远.xls", "远.ods", "满.ods"] {
        let (code, message, _) = said.refusal(name);
        assert_eq!(code, "F14", "{name}: {message}");
    }
    is_named(&said, "远.xlsb");
    is_named(&said, "近.xlsb");
}

/// A spreadsheet of `OpenDocument` with these rows.
fn ods(rows: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\"><office:body><office:spreadsheet>\
         <table:table table:name=\"表\">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    package::zip(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", "<manifest/>"),
        ("content.xml", &content),
    ])
}

/// A record of a binary workbook.
fn record(kind: u16, content: &[u8]) -> Vec<u8> {
    let low = u8::try_from(kind & 0x7F).unwrap();
    let kind = if kind < 0x80 { vec![low] } else { vec![low | 0x80, u8::try_from(kind >> 7).unwrap()] };
    let length = u8::try_from(content.len()).unwrap();
    assert!(length < 0x80);
    [&kind[..], &[length], content].concat()
}

fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    [&u32::try_from(units.len() / 2).unwrap().to_le_bytes()[..], &units].concat()
}

/// A binary workbook, written by hand after MS-XLSB: one sheet, a number in A1 and one in A of the last row.
fn xlsb(last: u32) -> Vec<u8> {
    let sheet = [&[0; 4][..], &1_u32.to_le_bytes(), &wide("rId1"), &wide("表")].concat();
    let workbook =
        [record(0x83, &[]), record(0x8F, &[]), record(0x9C, &sheet), record(0x90, &[]), record(0x84, &[])].concat();
    let size: Vec<u8> = [0, last, 0, 0].iter().flat_map(|number| number.to_le_bytes()).collect();
    let number = |value: f64| record(5, &[&[0; 8][..], &value.to_le_bytes()].concat());
    let row = |row: u32| record(0, &[&row.to_le_bytes()[..], &[0; 13]].concat());
    let cells = [row(0), number(1.5), row(last), number(2.5)].concat();
    let data = [record(0x81, &[]), record(0x94, &size), record(0x91, &[]), cells, record(0x92, &[]), record(0x82, &[])]
        .concat();
    let relations = |kind: &str, target: &str| {
        format!(
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/></Relationships>"#
        )
    };
    let base = package::zip(&[
        ("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"),
        ("_rels/.rels", &relations("officeDocument", "xl/workbook.bin")),
        ("xl/_rels/workbook.bin.rels", &relations("worksheet", "worksheets/sheet1.bin")),
    ]);
    let options = zip::write::SimpleFileOptions::default();
    let base = package::with_part(&base, "xl/workbook.bin", options, &mut &workbook[..]);
    package::with_part(&base, "xl/worksheets/sheet1.bin", options, &mut &data[..])
}

/// The part of its only sheet.
fn sheet(xlsb: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(xlsb)).unwrap();
    let mut part = Vec::new();
    std::io::Read::read_to_end(&mut archive.by_name("xl/worksheets/sheet1.bin").unwrap(), &mut part).unwrap();
    part
}

#[test]
fn a_binary_workbook_with_cells_that_would_be_passed_over_is_refused() {
    // A text behind the number in A1, in the column that follows (BrtShortSt), and one in column C as Excel has it.
    let behind = |kind: u16, place: &[u8]| record(kind, &[place, &[0; 4], &wide("已完成")].concat());
    let whole = xlsb(3);
    let part = sheet(&whole);
    // Behind the first number: BrtCellReal, 16 bytes long.
    let place = part.windows(2).position(|window| window == [5, 16]).unwrap() + 18;
    let with = |cell: &[u8]| {
        let content = [&part[..place], cell, &part[place..]].concat();
        let options = zip::write::SimpleFileOptions::default();
        package::with_part(&whole, "xl/worksheets/sheet1.bin", options, &mut &content[..])
    };
    let full = with(&behind(6, &[2, 0, 0, 0]));
    let source = qingdan::read::read_apart("表.xlsb", &full, &qingdan::read::Limits::default());
    let found: Vec<_> = source.grids[0].cells.iter().map(|cell| cell.at.to_string()).collect();
    assert_eq!(found, ["A1", "C1", "A4"]);
    let (code, message, _) = Inbox::with(&[("表.xlsb", &with(&behind(17, &[])))]).checked().refusal("表.xlsb");
    assert!(code == "F01" && message.contains("未标明所在列"), "{message}");
}

#[test]
fn a_binary_workbook_is_read_and_its_mutations_are_named() {
    let whole = xlsb(3);
    let source = qingdan::read::read_apart("表.xlsb", &whole, &qingdan::read::Limits::default());
    assert_eq!((source.format, &source.defects[..]), (qingdan::read::Format::Xlsb, &[][..]));
    let cells: Vec<_> = source.grids[0].cells.iter().map(|cell| (cell.at.to_string(), cell.value.shown())).collect();
    assert_eq!(cells, [("A1", "1.5"), ("A4", "2.5")].map(|(at, shown)| (at.to_owned(), shown.to_owned())));
    let inbox = Inbox::new();
    // Cut and flipped within the part itself, so that the package is whole.
    let part = sheet(&whole);
    let mut names = Vec::new();
    for place in 0..part.len() {
        let mut flipped = part.clone();
        flipped[place] ^= 0xFF;
        for (what, content) in [("翻", &flipped[..]), ("截", &part[..place])] {
            let name = format!("{what}{place}.xlsb");
            let bytes = package::with_part(
                &whole,
                "xl/worksheets/sheet1.bin",
                zip::write::SimpleFileOptions::default(),
                &mut &content[..],
            );
            inbox.put(&name, &bytes);
            names.push(name);
        }
    }
    let said = inbox.checked();
    for name in &names {
        is_named(&said, name);
    }
}
