//! Each page with a Chinese version (`X.zh.md` beside `X.md`) has the same code, headings, tables and links
//! in both. Whether the sentences have the same meaning cannot be tested.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const FOLDERS: [&str; 4] = [".", "docs", "pkg", "www/server"];

fn pages() -> Vec<PathBuf> {
    let in_folder = |folder| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    FOLDERS
        .into_iter()
        .flat_map(in_folder)
        .filter(|path| path.extension().is_some_and(|it| it == "md"))
        .collect()
}

fn translated_pages() -> Vec<(PathBuf, PathBuf)> {
    let twin = |zh: PathBuf| {
        zh.to_str()?.strip_suffix(".zh.md").map(|name| (PathBuf::from(format!("{name}.md")), zh.clone()))
    };
    pages().into_iter().filter_map(twin).collect()
}

/// A line of code without its comment; `None` if it is only a comment.
fn code(line: &str) -> Option<&str> {
    let text = line.trim_start();
    if ["/**", "* ", "*/"].iter().any(|sign| text.starts_with(sign)) {
        return None;
    }
    let is_free = |at: usize| line[..at].chars().next_back().is_none_or(char::is_whitespace);
    let comments = ["# ", "// "].into_iter().flat_map(|sign| line.match_indices(sign));
    let end = comments.map(|(at, _)| at).filter(|at| is_free(*at)).min();
    Some(line[..end.unwrap_or(line.len())].trim_end())
}

/// What must be equal in both languages, in order: lines of code, levels of headings, the number of cells of
/// each row.
fn skeleton(text: &str) -> Vec<String> {
    let mut in_block = false;
    let mut bones = Vec::new();
    for line in text.lines() {
        let is_fence = line.starts_with("```");
        if is_fence || in_block {
            bones.extend(code(line).map(str::to_owned));
        } else if line.starts_with('#') {
            bones.push(line.split(' ').next().unwrap().to_owned());
        } else if line.starts_with('|') {
            bones.push(format!("row of {}", line.matches('|').count()));
        }
        in_block ^= is_fence;
    }
    bones
}

#[test]
fn a_chinese_page_has_the_code_headings_and_tables_of_the_english_one() {
    let translated_pages = translated_pages();
    assert!(translated_pages.len() >= 4, "Chinese pages are missing: {translated_pages:?}");
    for (en, zh) in translated_pages {
        let [ours, theirs] = [&en, &zh].map(|page| skeleton(&fs::read_to_string(page).unwrap()));
        let first = ours.iter().zip(&theirs).find(|(one, other)| one != other);
        assert!(
            first.is_none() && ours.len() == theirs.len(),
            "{} differs from {}: {first:?}",
            zh.display(),
            en.display()
        );
    }
}

/// The targets of a page's links that lead into this repository.
fn links(text: &str) -> BTreeSet<&str> {
    let targets = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    targets.filter(|target| !target.contains("://")).collect()
}

/// The anchor of a heading: lower case, words joined by hyphens, no signs.
fn anchor(heading: &str) -> String {
    let letters =
        heading.trim_start_matches('#').trim().chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c));
    letters.flat_map(char::to_lowercase).map(|c| if c == ' ' { '-' } else { c }).collect()
}

fn target_exists(page: &Path, target: &str) -> bool {
    let (file, heading) = target.split_once('#').unwrap_or((target, ""));
    let there = if file.is_empty() { page.to_owned() } else { page.parent().unwrap().join(file) };
    let is_named = |text: String| text.lines().any(|line| line.starts_with('#') && anchor(line) == heading);
    there.exists() && (heading.is_empty() || fs::read_to_string(there).is_ok_and(is_named))
}

#[test]
fn every_link_has_a_target() {
    let mut dead = Vec::new();
    for page in pages() {
        let text = fs::read_to_string(&page).unwrap();
        let broken = links(&text).into_iter().filter(|target| !target_exists(&page, target));
        dead.extend(broken.map(|target| format!("{} leads to {target}", page.display())));
    }
    assert!(dead.is_empty(), "{}", dead.join("\n"));
}

#[test]
fn each_page_links_to_its_translation_and_back() {
    for (en, zh) in translated_pages() {
        for (from, to) in [(&en, &zh), (&zh, &en)] {
            let text = fs::read_to_string(from).unwrap();
            let name = to.file_name().unwrap().to_str().unwrap();
            assert!(links(&text).contains(name), "{} does not lead to {name}", from.display());
        }
    }
}
