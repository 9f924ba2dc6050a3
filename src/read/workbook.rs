//! What a workbook says of itself: its sheets in order, its date system, its properties, what it is linked to.
//!
//! Follows relationships from the package's root; reads no cell.

use crate::read::guard::Package;
use crate::read::xml::{Tag, attribute};
use crate::read::{Defect, Limits, Properties};
use crate::text::reading;
use std::collections::BTreeSet;

/// The workbook part.
pub(super) struct Workbook {
    /// The part of the string table.
    pub(super) strings: String,
    /// The part of the styles.
    pub(super) styles: String,
    /// The sheets in the order of the tabs.
    pub(super) sheets: Vec<Sheet>,
    /// Whether day 0 is 1904-01-01.
    pub(super) is_1904: bool,
    /// Whether it refers to macros.
    has_macros: bool,
}

/// An entry of the workbook's list of sheets.
pub(super) struct Sheet {
    pub(super) name: String,
    pub(super) visible: bool,
    /// The part with the cells; a chart sheet has none.
    pub(super) path: Option<String>,
}

/// A reference from one part to another, or to a file outside.
pub(super) struct Relation {
    id: String,
    /// The last segment of its type in small letters, without the hyphens that strict workbooks leave out.
    pub(super) kind: String,
    target: String,
    /// The target as a path within the package.
    pub(super) path: String,
}

/// The relations of a part; `""` is the package itself.
pub(super) fn relations(package: &mut Package<'_>, of: &str) -> Result<Vec<Relation>, Defect> {
    let (folder, name) = split(of);
    let mut relations = Vec::new();
    let path = format!("{folder}_rels/{name}.rels");
    let Some(mut xml) = package.small_part(&path)? else { return Ok(relations) };
    loop {
        match xml.next()? {
            Tag::Open(start) if start.local_name().as_ref() == "Relationship" => {
                let text = |name| attribute(&start, name).unwrap_or_default().into_owned();
                let (id, kind, target) = (text("Id"), text("Type"), text("Target"));
                let path = resolve(folder, &target);
                let kind = kind.rsplit('/').next().unwrap_or_default().replace('-', "").to_ascii_lowercase();
                relations.push(Relation { id, kind, target, path });
            }
            Tag::End => return Ok(relations),
            Tag::Open(_) | Tag::Close(_) | Tag::Between => {}
        }
    }
}

/// The workbook of the package, its list of sheets within the limits.
pub(super) fn load(package: &mut Package<'_>, root: &[Relation], limits: &Limits) -> Result<Workbook, Defect> {
    // Several would be a riddle that no office program sets; the last counts.
    let document = root.iter().rev().find(|relation| relation.kind == "officedocument");
    let path = &document.ok_or_else(|| Defect::Broken(reading::NO_WORKBOOK.to_owned()))?.path;
    let relations = relations(package, path)?;
    // Some programs forget the relation and use the customary name.
    let beside = |kind: &str, name: &str| {
        let relation = relations.iter().find(|relation| relation.kind == kind);
        relation.map_or_else(|| format!("{}{name}", split(path).0), |relation| relation.path.clone())
    };
    let mut workbook = Workbook {
        strings: beside("sharedstrings", "sharedStrings.xml"),
        styles: beside("styles", "styles.xml"),
        sheets: Vec::new(),
        is_1904: false,
        has_macros: relations.iter().any(|relation| relation.kind == "vbaproject"),
    };
    let mut names = BTreeSet::new();
    let mut xml = package.part(path)?.ok_or_else(|| Defect::Broken(reading::missing_part(path)))?;
    loop {
        match xml.next()? {
            Tag::Open(start) => match start.local_name().as_ref() {
                "sheet" => {
                    let name = attribute(&start, "name").unwrap_or_default().into_owned();
                    let id = attribute(&start, "id").unwrap_or_default();
                    let relation = relations
                        .iter()
                        .find(|relation| relation.id == id)
                        .ok_or_else(|| Defect::Broken(reading::missing_part(&name)))?;
                    let has_cells = relation.kind == "worksheet" || relation.kind.ends_with("macrosheet");
                    if !names.insert(name.to_lowercase()) {
                        return Err(Defect::Unsafe(reading::duplicate_sheet(&name)));
                    }
                    workbook.sheets.push(Sheet {
                        visible: attribute(&start, "state").is_none_or(|state| state == "visible"),
                        path: has_cells.then(|| relation.path.clone()),
                        name,
                    });
                    if workbook.sheets.len() > limits.sheets {
                        return Err(Defect::Unsafe(reading::too_many_sheets(limits.sheets)));
                    }
                }
                "workbookPr" => {
                    if let Some(date_system) = attribute(&start, "date1904") {
                        workbook.is_1904 = is_true(&date_system);
                    }
                }
                _ => {}
            },
            Tag::End if workbook.sheets.is_empty() => {
                return Err(Defect::Unsafe(reading::NO_SHEETS.to_owned()));
            }
            Tag::End => return Ok(workbook),
            Tag::Close(_) | Tag::Between => {}
        }
    }
}

/// Custom text properties and the time of the last change.
pub(super) fn properties(package: &mut Package<'_>, root: &[Relation]) -> Result<Properties, Defect> {
    let mut properties = Properties::default();
    let path = |kind| root.iter().find(|relation| relation.kind == kind).map(|relation| relation.path.as_str());
    if let Some(path) = path("customproperties")
        && let Some(mut xml) = package.small_part(path)?
    {
        let mut name = String::new();
        loop {
            match xml.next()? {
                Tag::Open(start) => match start.local_name().as_ref() {
                    "property" => name = attribute(&start, "name").unwrap_or_default().into_owned(),
                    "lpwstr" | "lpstr" | "bstr" => {
                        let value = xml.content()?;
                        properties.custom.push((std::mem::take(&mut name), value));
                    }
                    _ => {}
                },
                Tag::End => break,
                Tag::Close(_) | Tag::Between => {}
            }
        }
    }
    if let Some(path) = path("coreproperties")
        && let Some(mut xml) = package.small_part(path)?
    {
        loop {
            match xml.next()? {
                Tag::Open(start) if start.local_name().as_ref() == "modified" => {
                    properties.modified = Some(xml.content()?).filter(|time| !time.is_empty());
                }
                Tag::End => break,
                Tag::Open(_) | Tag::Close(_) | Tag::Between => {}
            }
        }
    }
    Ok(properties)
}

/// Macros, then links to other workbooks by their file names, each once.
pub(super) fn attachments(package: &mut Package<'_>, workbook: &Workbook) -> Result<Vec<Defect>, Defect> {
    let mut defects = Vec::new();
    if workbook.has_macros
        || package.names().any(|part| part.ends_with("vbaproject.bin") || part.contains("/macrosheets/"))
    {
        defects.push(Defect::Macros);
    }
    let links: Vec<String> =
        package.names().filter(|part| split(part).0.ends_with("/externallinks/")).map(str::to_owned).collect();
    let mut files = BTreeSet::new();
    for link in &links {
        for relation in relations(package, link)? {
            if relation.kind.starts_with("externallink") {
                files.insert(file_name(&relation.target));
            }
        }
    }
    defects.extend(files.into_iter().map(Defect::ExternalLink));
    Ok(defects)
}

/// `1`, `true`, as a part writes them.
pub(super) fn is_true(text: &str) -> bool {
    matches!(text, "1" | "true" | "on")
}

fn split(path: &str) -> (&str, &str) {
    path.split_at(path.rfind('/').map_or(0, |slash| slash + 1))
}

/// A target as a path within the package.
fn resolve(folder: &str, target: &str) -> String {
    let from_root = target.strip_prefix('/');
    let mut segments: Vec<&str> = from_root.map_or_else(|| folder.split('/').collect(), |_| Vec::new());
    for segment in from_root.unwrap_or(target).split('/') {
        match segment {
            ".." => {
                segments.retain(|segment| !segment.is_empty());
                segments.pop();
            }
            "." => {}
            name => segments.push(name),
        }
    }
    segments.retain(|segment| !segment.is_empty());
    segments.join("/")
}

/// The last name of a path or address of any system, `%E8%A1%A8` read as the letters it stands for.
fn file_name(target: &str) -> String {
    let name = target.rsplit(['/', '\\']).next().unwrap_or_default();
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name.as_bytes();
    while let [byte, after @ ..] = rest {
        let code = after.first_chunk::<2>().and_then(|digits| std::str::from_utf8(digits).ok());
        match code.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(decoded) if *byte == b'%' => {
                bytes.push(decoded);
                rest = after.get(2..).unwrap_or_default();
            }
            Some(_) | None => {
                bytes.push(*byte);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| name.to_owned())
}
