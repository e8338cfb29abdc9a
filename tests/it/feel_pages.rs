//! The generated part of the pages of the language, `docs/feel.md` and `docs/feel.zh.md`: the built-in functions
//! and the results of the conformance cases.

use super::feel_tck::{figures, rate, reasons};
use super::functions::tables;
use super::generated;

/// What differs between the languages.
struct Words {
    file: &'static str,
    functions: &'static str,
    conformance: &'static str,
    counts: &'static str,
    of: &'static str,
    failing: &'static str,
    /// The place of the language in a pair.
    place: usize,
}

const ENGLISH: Words = Words {
    file: "docs/feel.md",
    functions: "## Built-in functions\n\nOptional arguments are named in the meaning. Each example is followed by its value.\n",
    conformance: "\n## Conformance\n\nResults for the cases of the DMN conformance kit in `tests/tck/`.\n\n",
    counts: "| group: area | all cases | cases that expect a value |\n|---|--:|--:|\n",
    of: "of",
    failing: "\nThe cases that fail, and why:\n\n| group | case | expression | reason |\n|---|---|---|---|\n",
    place: 0,
};

const CHINESE: Words = Words {
    file: "docs/feel.zh.md",
    functions: "## 内置函数\n\n可以不写的参数在含义里说明。等号右边是例子的值。\n",
    conformance: "\n## 符合性\n\nDMN 符合性测试集（`tests/tck/`）的结果。\n\n",
    counts: "| 组：领域 | 全部用例 | 应得出值的用例 |\n|---|--:|--:|\n",
    of: "/",
    failing: "\n未通过的用例和原因：\n\n| 组 | 用例 | 表达式 | 原因 |\n|---|---|---|---|\n",
    place: 1,
};

fn page(words: &Words) -> String {
    let mut page = format!("{}{}{}{}", words.functions, tables(words.place), words.conformance, words.counts);
    let (counts, failing) = figures();
    for (name, c) in &counts {
        let cell = |met, of| format!("{met} {} {of} ({:.1} %)", words.of, rate(met, of));
        page += &format!("| {name} | {} | {} |\n", cell(c.met, c.all), cell(c.valued_met, c.valued));
    }
    page += words.failing;
    for [group, id, expression] in &failing {
        let expression = expression.replace('`', "'").replace('|', "\\|");
        page += &format!("| {group} | {id} | `{expression}` | {} |\n", reasons(id)[words.place]);
    }
    page
}

#[test]
fn the_page_of_the_language_is_up_to_date_in_both_languages() {
    for words in [&ENGLISH, &CHINESE] {
        generated::check(words.file, &page(words));
    }
}
