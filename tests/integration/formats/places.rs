//! What is no plain file: named or passed over, and never waited for.

use super::{GOOD, Inbox, in_time, sample};
use std::process::Command;

#[cfg(unix)]
#[test]
fn pipes_devices_and_links_are_named_and_not_opened() {
    use std::os::unix::fs::symlink;
    let inbox = Inbox::new();
    let made = Command::new("mkfifo").arg(inbox.path("管道.xlsx")).status().unwrap();
    assert!(made.success());
    symlink("没有.xlsx", inbox.path("断链.xlsx")).unwrap();
    symlink("循环乙.xlsx", inbox.path("循环甲.xlsx")).unwrap();
    symlink("循环甲.xlsx", inbox.path("循环乙.xlsx")).unwrap();
    symlink("/dev/zero", inbox.path("设备.xlsx")).unwrap();
    // One that is named before what it leads to, one that is named behind it: neither takes its place.
    symlink(GOOD, inbox.path("一.xlsx")).unwrap();
    symlink(GOOD, inbox.path("快捷方式.xlsx")).unwrap();
    // A link to the folder itself must not be walked into.
    symlink(".", inbox.path("自身")).unwrap();
    let said = inbox.checked();
    for name in
        ["一.xlsx", "管道.xlsx", "断链.xlsx", "循环甲.xlsx", "循环乙.xlsx", "设备.xlsx", "快捷方式.xlsx", "自身"]
    {
        let (code, message, _) = said.refusal(name);
        assert!(code == "F14" && message.contains("不是普通文件"), "{name}: {message}");
    }
    assert_eq!(said.0["files"].as_array().unwrap().len(), 9);
}

#[cfg(unix)]
#[test]
fn what_is_given_by_name_is_named_too() {
    use std::os::unix::fs::symlink;
    let inbox = Inbox::new();
    assert!(Command::new("mkfifo").arg(inbox.path("管道.xlsx")).status().unwrap().success());
    symlink("没有.xlsx", inbox.path("断链.xlsx")).unwrap();
    for name in ["来件/管道.xlsx", "/dev/zero"] {
        let output = in_time(inbox.0.path(), &["check", name, "--period", "2023Q3"]);
        assert_eq!(output.status.code(), Some(1));
        let shown = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(shown.contains(name) && shown.contains("不是普通文件"), "{shown:.600}");
    }
    let output = in_time(inbox.0.path(), &["check", "来件/断链.xlsx", "--period", "2023Q3"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("找不到“来件/断链.xlsx”"));
}

#[test]
fn lock_files_are_passed_over_and_a_folder_is_walked_whatever_its_name() {
    let inbox = Inbox::with(&[
        ("~$区商务局.xlsx", b"\x06office clerk"),
        (".~lock.区商务局.xlsx#", b",clerk,host,07.10.2023 08:00,file;"),
        (".DS_Store", b"\x00\x00\x00\x01Bud1"),
    ]);
    std::fs::create_dir(inbox.path("街道.xlsx")).unwrap();
    inbox.put("街道.xlsx/五马街道.xlsx", &sample("五马街道"));
    let said = inbox.checked();
    assert_eq!(said.status("街道.xlsx/五马街道.xlsx"), "accepted");
    assert_eq!(said.0["files"].as_array().unwrap().len(), 2);
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let inbox = Inbox::with(&[("五马街道.xlsx", &sample("五马街道"))]);
    let path = inbox.path("五马街道.xlsx");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).unwrap();
    if std::fs::read(&path).is_ok() {
        // Root reads it all the same.
        return;
    }
    let (code, message, hint) = inbox.checked().refusal("五马街道.xlsx");
    assert!(code == "F01" && message.contains("权限"), "{message} {hint}");
}
