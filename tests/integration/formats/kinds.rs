//! Each kind of file has a sentence of its own that says what it is and what to do.

use super::texts::table;
use super::{Inbox, ODS, XLS, sample};
use crate::package;

/// A compound file with one more name in its directory, as far as anybody looks at it.
fn compound(names: &[&str]) -> Vec<u8> {
    let mut bytes = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    bytes.resize(512, 0);
    for name in names {
        let start = bytes.len();
        bytes.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
        bytes.resize(start + 128, 0);
    }
    bytes
}

/// The workbook with a password: Excel 97 puts FILEPASS behind the first record and encrypts what follows.
fn locked_xls() -> Vec<u8> {
    let mut bytes = XLS.to_vec();
    // BOF of BIFF8, globals: 09 08 10 00 00 06 05 00.
    let bof = XLS.windows(8).position(|window| window == [9, 8, 16, 0, 0, 6, 5, 0]).unwrap();
    // FILEPASS in the place of the next record, of its length.
    bytes[bof + 20..bof + 22].copy_from_slice(&[0x2F, 0]);
    bytes
}

#[test]
fn each_kind_is_named_and_has_its_own_advice() {
    let document = |part| package::zip(&[("[Content_Types].xml", "<Types/>"), (part, "<x/>")]);
    let (word, slides) = (document("word/document.xml"), document("ppt/presentation.xml"));
    let (old_word, old_slides) = (compound(&["WordDocument"]), compound(&["PowerPoint Document"]));
    let encrypted = compound(&["EncryptionInfo", "EncryptedPackage"]);
    let zip = package::zip(&[("区商务局.xlsx", "…")]);
    let locked = locked_xls();
    let (guarded, other_guard) =
        (b"\x62\x14\x23\x65\x00\x01E-SafeNet\x00LOCK\x00".as_slice(), b"%TSD-Header-###%\x00\x01");
    let plain = "各位领导：\n本季度各项工作进展顺利。\n特此说明。\n".as_bytes();
    let mail = b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n<html><table>".as_slice();
    let bytes = b"\x00\x01\x02\x03\x04\x05\xFE\xFF".as_slice();
    let (into_form, no_suffix) = ("请把内容填进专班下发的填报表", "不要只改后缀名");
    // Name, bytes; code, what the message calls it, what the hint advises.
    let kinds: [(&str, &[u8], &str, &str, &str); 19] = [
        ("汇报.docx", &word, "F01", "Word", into_form),
        ("汇报.pptx", &slides, "F01", "演示文稿", into_form),
        ("汇报.doc", &old_word, "F01", "Word", into_form),
        ("汇报.ppt", &old_slides, "F01", "演示文稿", into_form),
        ("扫描件.pdf", b"%PDF-1.4\n1 0 obj", "F01", "PDF", "盖章扫描件可另附"),
        ("截图.png", b"\x89PNG\r\n\x1A\n", "F01", "图片", "盖章扫描件可另附"),
        ("照片.jpg", b"\xFF\xD8\xFF\xE0\x00\x10JFIF", "F01", "图片", "盖章扫描件可另附"),
        ("打包.zip", &zip, "F01", "压缩", "请解压后"),
        ("打包.rar", b"Rar!\x1A\x07\x01\x00", "F01", "压缩", "请解压后"),
        ("打包.7z", b"7z\xBC\xAF\x27\x1C\x00\x04", "F01", "压缩", "请解压后"),
        ("打包.gz", b"\x1F\x8B\x08\x00\x00", "F01", "压缩", "请解压后"),
        ("网页.mht", mail, "F01", "网页", into_form),
        ("加密.xlsx", &encrypted, "F03", "加密", "请取消打开密码"),
        ("加密.xls", &locked, "F03", "加密", "请取消打开密码"),
        ("亿赛通.xlsx", guarded, "F01", "加密软件", "解密"),
        ("绿盾.xls", other_guard, "F01", "加密软件", "解密"),
        ("空.xlsx", b"", "F01", "为空", "请重新发送"),
        ("说明.txt", plain, "F01", "文本", into_form),
        ("不明.dat", bytes, "F01", "无法识别", no_suffix),
    ];
    let files: Vec<(&str, &[u8])> = kinds.iter().map(|(name, bytes, ..)| (*name, *bytes)).collect();
    let said = Inbox::with(&files).checked();
    for (name, _, code, called, advice) in kinds {
        let (found, message, hint) = said.refusal(name);
        assert_eq!(found, code, "{name}: {message}");
        assert!(message.contains(called) && hint.contains(advice), "{name}: {message} {hint}");
    }
}

#[test]
fn a_document_under_a_spreadsheet_s_name_is_said_to_be_none() {
    let word = package::zip(&[("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<x/>")]);
    let zip = package::zip(&[("区商务局.xlsx", "…")]);
    let kinds: [(&str, &[u8], &str); 4] = [
        ("汇报.xlsx", &word, "Word"),
        ("扫描.xls", b"%PDF-1.4\n", "PDF"),
        ("照片.et", b"\xFF\xD8\xFF\xE0", "图片"),
        ("打包.xlsx", &zip, "压缩"),
    ];
    let said = Inbox::with(&kinds.map(|(name, bytes, _)| (name, bytes))).checked();
    for (name, _, called) in kinds {
        let (code, message, _) = said.refusal(name);
        assert!(code == "F02" && message.contains(called) && message.contains("与后缀名不符，无法读取"), "{message}");
    }
}

#[test]
fn a_spreadsheet_under_another_s_name_is_read_and_told_of() {
    let (workbook, text) = (sample("五马街道"), table(",", "无"));
    let files: [(&str, &[u8], &str); 4] = [
        ("五马街道.xls", &workbook, ".xlsx"),
        ("五马街道.csv", XLS, ".xls"),
        ("五马街道.pdf", ODS, ".ods"),
        ("五马街道.xlsx", text.as_bytes(), "文本"),
    ];
    for (name, bytes, called) in files {
        let all = Inbox::with(&[(name, bytes)]).checked().of(name);
        let message = all.iter().find(|(code, ..)| code == "F02").map(|(_, message, _)| message.clone());
        assert!(message.as_ref().is_some_and(|message| message.contains(called)), "{name}: {all:?}");
    }
}

#[test]
fn a_table_in_a_web_page_is_read_in_both_encodings() {
    let markup = |text: &str| {
        format!(
            "<html><head><meta http-equiv=Content-Type content=\"text/html; charset={text}\"></head><body><table>\
             <tr><td colspan=3>重点任务攻坚表</td></tr><tr><td>填报单位</td><td>五马街道</td><td>报告期</td><td>2023年第三季度</td></tr>\
             <tr><th>任务编号</th><th>推进状态</th><th>本期进展情况</th></tr>\
             <tr><td>1.1</td><td></td><td>已按要求配合</td></tr></table></body></html>"
        )
    };
    let (page, named) = (markup("utf-8"), markup("gb2312"));
    let (gbk, ..) = encoding_rs::GBK.encode(&named);
    for bytes in [page.as_bytes(), &gbk] {
        let said = Inbox::with(&[("五马街道.xls", bytes)]).checked();
        let line =
            said.0["reconciliation"]["by"].as_array().unwrap().iter().find(|line| line["unit"] == "五马街道").unwrap();
        assert_eq!(line["returned"], 1, "{:?}", said.of("五马街道.xls"));
    }
}
