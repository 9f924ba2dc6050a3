//! The JSON of `check`: exactly the keys of the contract, every one always there.

use super::*;
use qingdan::report::check_json;
use serde_json::Value as Json;

const DOCUMENT: &str = "version period revision files findings summary reconciliation";
const A_FILE: &str = "path unit period status errors warnings notes";
const FINDING: &str = "code name severity path sheet cell table row field found message hint waived";
const SUMMARY: &str = "files errors warnings notes";
const RECONCILIATION: &str = "expected returned blank rejected missing by";
const LINE: &str = "unit table expected returned blank rejected missing";

fn keys(json: &Json) -> String {
    json.as_object().unwrap().keys().map(String::as_str).collect::<Vec<_>>().join(" ")
}

fn json(returns: &[&Return]) -> Json {
    serde_json::from_str(&check_json(&PLAN, &checked(returns))).unwrap()
}

#[test]
fn every_key_is_there_and_no_other() {
    let faulty = Draft::of("区商务局").set(INDICATORS, "6.1-1", "本期累计完成值", "约3").given();
    let json = json(&[&faulty, &given("来件/坏.xlsx", b"PK\x03\x04 broken")]);
    assert_eq!(keys(&json), DOCUMENT);
    assert_eq!(keys(&json["summary"]), SUMMARY);
    assert_eq!(keys(&json["reconciliation"]), RECONCILIATION);
    for (array, expected) in
        [(&json["files"], A_FILE), (&json["findings"], FINDING), (&json["reconciliation"]["by"], LINE)]
    {
        let items = array.as_array().unwrap();
        assert!(!items.is_empty());
        assert!(items.iter().all(|item| keys(item) == expected));
    }
}

#[test]
fn a_finding_says_where_it_is_and_a_finding_about_nobody_says_null() {
    let draft = Draft::of("区商务局").set(INDICATORS, "6.1-1", "本期累计完成值", "约3");
    let json = json(&[&draft.given()]);
    let place = draft.place(INDICATORS, "6.1-1", "本期累计完成值");
    let findings = json["findings"].as_array().unwrap();
    let by = |code: &str| findings.iter().find(|finding| finding["code"] == code).unwrap();
    let at = by("V03");
    let expected = [
        ("name", "not-a-number"),
        ("severity", "error"),
        ("path", FILE),
        ("sheet", INDICATORS),
        ("cell", place.split_once(' ').unwrap().1),
        ("table", INDICATORS),
        ("row", "6.1-1"),
        ("field", "本期累计完成值"),
        ("found", "约3"),
    ];
    for (key, value) in expected {
        assert_eq!(at[key], value, "{key}");
    }
    assert_eq!(at["waived"], false);
    let nobody = by("C01");
    for key in ["path", "sheet", "cell", "table", "row", "field", "found"] {
        assert!(nobody[key].is_null(), "{key}");
    }
    assert_eq!(json["version"], 1);
    assert_eq!(json["period"], "2023Q3");
    assert_eq!(json["files"][0]["status"], "needs-correction");
    assert_eq!(json["files"][0]["unit"], "区商务局");
}

#[test]
fn a_file_of_which_nothing_is_known_has_nulls() {
    let json = json(&[&given("来件/坏.xlsx", b"PK\x03\x04 broken")]);
    let file = &json["files"][0];
    assert!(file["unit"].is_null() && file["period"].is_null());
    assert_eq!(file["status"], "refused");
    assert_eq!(file["errors"], 1);
}
