//! Checks a file of orders, one JSON object per line, and prints the findings and deadlines of each:
//!
//!   cargo run --example intake -- examples/visit.json visit orders.ndjson
//!   … | cargo run --example intake -- examples/visit.json visit - 2026-03-02T10:00 zh
//!
//! After the standard and the form come the file, or `-` for standard input, the current time (by default the
//! system's) and the language (`en`). The exit code is 0 if every order is valid, 1 if one is not, 2 if
//! nothing could be checked.

use gongdan::{DateTime, Json, Locale, Options, Standard};
use std::error::Error;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Write};
use std::process::ExitCode;
use std::time::SystemTime;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match command(&arguments) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

fn command(arguments: &[String]) -> Result<bool, Box<dyn Error>> {
    let word = |place: usize| arguments.get(place).map(String::as_str);
    let (Some(path), Some(form)) = (word(0), word(1)) else {
        return Err("usage: intake STANDARD FORM [FILE|-] [MOMENT] [zh|en]".into());
    };
    let standard = Standard::parse(&fs::read_to_string(path)?)?;
    let options = Options {
        now: match word(3) {
            Some(text) => Some(gongdan::wire::moment(&standard, text)?),
            None => DateTime::from_system(SystemTime::now()),
        },
        locale: word(4).map_or(Some(Locale::En), Locale::parse).ok_or("the language is zh or en")?,
        ..Options::default()
    };
    let mut out = io::stdout().lock();
    match word(2).filter(|file| *file != "-") {
        Some(file) => check(&standard, form, &options, &mut BufReader::new(File::open(file)?), &mut out),
        None => check(&standard, form, &options, &mut io::stdin().lock(), &mut out),
    }
}

/// Checks the orders of all lines; returns whether every one is valid.
pub fn check(
    standard: &Standard,
    form: &str,
    options: &Options,
    orders: &mut dyn BufRead,
    out: &mut dyn Write,
) -> Result<bool, Box<dyn Error>> {
    let (mut count, mut valid) = (0_u64, 0_u64);
    for (number, line) in (1_u64..).zip(orders.split(b'\n')) {
        let line = line?;
        let text = String::from_utf8_lossy(&line);
        if text.trim().is_empty() {
            continue;
        }
        count = count.saturating_add(1);
        // A line that is not JSON is the sender's fault and reported for the line; an unknown form is ours
        // and ends the run.
        let order: Json = match text.parse() {
            Ok(order) => order,
            Err(error) => {
                writeln!(out, "line {number}: {error}")?;
                continue;
            }
        };
        let report = match standard.evaluate(form, &order, options) {
            Err(misuse) if misuse.code == "not_an_order" => {
                writeln!(out, "line {number}: {misuse}")?;
                continue;
            }
            answer => answer?,
        };
        valid = valid.saturating_add(u64::from(report.valid));
        for finding in &report.findings {
            writeln!(out, "line {number}: {}: {}: {}", finding.severity, finding.path, finding.message)?;
        }
        for deadline in &report.deadlines {
            // A deadline that has not started has no due time.
            if let Some(due) = &deadline.due {
                writeln!(out, "line {number}: {}: {}, due {due}", deadline.label, deadline.status)?;
            }
        }
    }
    writeln!(out, "{count} orders, {valid} valid")?;
    Ok(count == valid)
}
