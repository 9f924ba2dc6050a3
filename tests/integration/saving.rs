//! Files on the disk: whole or not at all, and never over somebody else's.

use qingdan::write::file::{CannotWrite, Overwrite, write_whole};
use std::fs;
use std::path::Path;

const OURS: Overwrite = Overwrite::Ours(|bytes| bytes.starts_with(b"ours"));

/// The names in a folder, in order.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_new_file_is_written_and_nothing_else_stays_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("2023Q3汇总.xlsx");
    write_whole(&path, b"ours 1", OURS).unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"ours 1");
    assert_eq!(names(folder.path()), ["2023Q3汇总.xlsx"]);
}

#[test]
fn our_own_file_is_replaced_even_by_a_shorter_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.xlsx");
    fs::write(&path, b"ours, and long").unwrap();
    write_whole(&path, b"ours", OURS).unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"ours");
}

#[test]
fn a_foreign_file_stays_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.xlsx");
    fs::write(&path, b"theirs").unwrap();
    assert!(matches!(write_whole(&path, b"ours", OURS), Err(CannotWrite::Foreign)));
    assert_eq!(fs::read(&path).unwrap(), b"theirs");
    assert_eq!(names(folder.path()), ["a.xlsx"]);
}

#[test]
fn force_replaces_a_foreign_file_and_writes_a_new_one() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["old.xlsx", "new.xlsx"] {
        let path = folder.path().join(name);
        if name == "old.xlsx" {
            fs::write(&path, b"theirs").unwrap();
        }
        write_whole(&path, b"ours", Overwrite::Force).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"ours");
    }
    assert_eq!(names(folder.path()), ["new.xlsx", "old.xlsx"]);
}

#[test]
fn a_missing_folder_is_named_as_such_and_not_created() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("退回").join("a.xlsx");
    assert!(matches!(write_whole(&path, b"ours", OURS), Err(CannotWrite::NoFolder)));
    assert_eq!(names(folder.path()), [""; 0]);
}

#[test]
fn a_folder_at_the_files_place_is_not_replaced_even_by_force() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.xlsx");
    fs::create_dir(&path).unwrap();
    assert!(matches!(write_whole(&path, b"ours", Overwrite::Force), Err(CannotWrite::NotPermitted)));
    assert!(path.is_dir());
}

#[test]
fn a_file_that_an_office_program_holds_is_busy_even_for_force() {
    for lock in ["~$a.xlsx", ".~a.xlsx", ".~lock.a.xlsx#"] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.xlsx");
        fs::write(&path, b"ours 1").unwrap();
        fs::write(folder.path().join(lock), b"").unwrap();
        assert!(matches!(write_whole(&path, b"ours 2", Overwrite::Force), Err(CannotWrite::Busy)), "{lock}");
        assert_eq!(fs::read(&path).unwrap(), b"ours 1");
    }
}

/// A file made by the system as any other is, for comparison.
#[cfg(unix)]
#[test]
fn colleagues_may_read_our_file_as_any_other() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let (ours, other) = (folder.path().join("ours.xlsx"), folder.path().join("other.xlsx"));
    write_whole(&ours, b"ours", OURS).unwrap();
    fs::write(&other, b"").unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
    assert_eq!(mode(&ours), mode(&other));
}
