//! The structure of the sources: layers, file sizes, opening comments; and the engine names no standard and
//! no field.

use super::library;
use std::fs;
use std::path::{Path, PathBuf};

/// Each layer may use those before it; modules of one layer do not use each other.
const LAYERS: &[&[&str]] = &[
    &["data"],
    &["finding"],
    &["document"],
    &["feel"],
    &["check", "calculation", "deadline", "format", "workflow"],
    &["standard"],
    &["evaluate"],
    &["session", "batch"],
    &["wire"],
    &["ask"],
];

/// Exceptions within a layer: calculations and workflows read values like fields.
const EXCEPTIONS: &[(&str, &str)] = &[("calculation", "check"), ("workflow", "check")];

const MOST_LINES: usize = 500;

fn files(folder: &str, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![PathBuf::from(folder)];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or("");
            if path.is_dir()
                && ![
                    "pkg/wasm",
                    "pkg/compat",
                    "pkg/vendor",
                    "www/vendor",
                    "www/crm/built",
                    "node_modules",
                    "peers/out",
                ]
                .iter()
                .any(|made| path.ends_with(made))
            {
                open.push(path);
            } else if endings.contains(&ending) {
                found.push(path);
            }
        }
    }
    found
}

fn layer_of(path: &Path) -> Option<String> {
    let name = path.components().nth(1)?.as_os_str().to_str()?.trim_end_matches(".rs").to_owned();
    (name != "lib").then_some(name)
}

fn level(layer: &str) -> usize {
    LAYERS.iter().position(|names| names.contains(&layer)).unwrap_or_else(|| panic!("`{layer}` is unknown"))
}

#[test]
fn no_layer_uses_one_above_or_next_to_it() {
    let mut wrong = Vec::new();
    for path in files("src", &["rs"]) {
        let Some(own) = layer_of(&path) else { continue };
        let text = fs::read_to_string(&path).unwrap();
        for used in text.split("crate::").skip(1) {
            let used: String = used.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            assert!(
                !used.is_empty(),
                "{} imports several layers in one `use`, which this test cannot check",
                path.display()
            );
            let named = LAYERS.iter().any(|names| names.contains(&used.as_str()));
            let is_exception = EXCEPTIONS.contains(&(own.as_str(), used.as_str()));
            if named && used != own && !is_exception && level(&used) >= level(&own) {
                wrong.push(format!("{} uses `{used}`", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_starts_with_its_purpose_and_none_is_too_long() {
    let rust = ["src", "wasm/src", "tests/it"].iter().flat_map(|folder| files(folder, &["rs"]));
    let script =
        ["pkg", "www", "tests", "tools", "benches"].iter().flat_map(|folder| files(folder, &["js", "mjs"]));
    let mut wrong = Vec::new();
    for path in rust.chain(script) {
        let text = fs::read_to_string(&path).unwrap();
        let lines = text.lines().count();
        if lines > MOST_LINES {
            wrong.push(format!("{} has {lines} lines", path.display()));
        }
        // A command starts with the line for its interpreter.
        let text = text.strip_prefix("#!/usr/bin/env node\n").unwrap_or(&text);
        if !text.starts_with("//!")
            && !text.starts_with("#![doc")
            && !text.starts_with("// ")
            && !text.starts_with("/*")
        {
            wrong.push(format!("{} does not say what it is for", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The code of a source file without its tests and comments.
fn code_of(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let code = text.split("#[cfg(test)]").next().unwrap();
    code.lines().filter(|line| !line.trim_start().starts_with("//")).collect()
}

#[test]
fn the_engine_names_no_standard_and_no_field() {
    let sources: Vec<(PathBuf, String)> =
        files("src", &["rs"]).into_iter().map(|path| (path.clone(), code_of(&path))).collect();
    for (id, standard) in library::all() {
        let standard = standard.unwrap_or_else(|errors| panic!("{id}: {errors}"));
        let fields =
            standard.forms.iter().flat_map(|form| form.fields.iter().map(|field| field.spec.id.to_string()));
        let names = fields.filter(|name| name.contains('_')).chain([standard.id.to_string()]);
        for name in names {
            for (source, code) in &sources {
                assert!(!code.contains(&format!("\"{name}\"")), "{} names `{name}`", source.display());
            }
        }
    }
}

#[test]
fn the_changelog_lists_this_version() {
    let changelog = fs::read_to_string("CHANGELOG.md").unwrap();
    assert!(changelog.contains(&format!("## {}", env!("CARGO_PKG_VERSION"))));
}

#[test]
fn tools_are_built_from_their_lock_files_if_possible() {
    let installer = fs::read_to_string("tools/install.sh").unwrap();
    let calls: Vec<&str> = installer.lines().filter(|line| line.contains("\"${install[@]}\"")).collect();
    assert!(calls.first().is_some_and(|call| call.contains("--locked || ")), "{calls:?}");
}

#[test]
fn only_the_wasm_crate_uses_browser_bindings() {
    for path in files("src", &["rs"]) {
        let text = fs::read_to_string(&path).unwrap();
        assert!(!text.contains("wasm_bindgen") && !text.contains("js_sys"), "{}", path.display());
    }
}
