//! Many orders of one form, one after the other: takes bytes in chunks of any size, returns findings by
//! number. An order is read directly into the form's slots and checked as a single one would be; only its
//! findings are kept.
//!
//! The caller takes the findings from time to time. Between two chunks, only the incomplete last line is
//! kept.

mod column;
mod csv;
mod figure;
mod group;
mod keys;
mod line;
mod literal;
mod notation;
mod number;
mod questions;
mod reader;
mod record;
mod scan;
mod tally;
mod view;

pub use column::{Column, subject_of};
pub use figure::{Figure, FigureKind, FigureState};
pub use group::Groups;
pub use number::{BUILT_IN, NumberedFinding, rule_and_place_ids};
pub use questions::{Answers, BatchQuestions, Group};
pub use tally::{BatchFinding, RefusedLine, RuleTally, Tally};
pub use view::View;

use crate::data::limits;
use crate::evaluate::{Mark, Options, OwnedState, State, Subject};
use crate::finding::Code;
use crate::standard::{Form, Standard};
use core::fmt;
use number::Numbers;
use record::{Outcome, Records};
use std::sync::Arc;

/// A check of many orders; [`Standard::batch`] opens one.
///
/// # Example
/// ```
/// use gongdan::{Locale, Options, Standard};
/// use std::sync::Arc;
/// let standard = Arc::new(Standard::parse(include_str!("../../examples/visit.json")).unwrap());
/// let mut batch = standard.batch("visit", &Options::default()).unwrap();
/// batch.read_csv(Vec::new());
/// batch.push("Customer,来电时间\n蓝天物业,2026-03-02T09:00\n,2026-03-02\n".as_bytes());
/// batch.finish();
/// assert_eq!((batch.tally().orders, batch.tally().valid, batch.tally().refused), (2, 1, 0));
/// let findings = batch.take_findings(Locale::Zh);
/// assert_eq!((findings[0].line, findings[0].finding.message.as_str()), (3, "填写「客户」"));
/// ```
pub struct Batch {
    standard: Arc<Standard>,
    form: usize,
    owned: Option<Box<OwnedState>>,
    records: Records,
    numbers: Numbers,
    /// The line where the current record begins.
    line: u32,
    marks: Vec<Mark>,
    tally: Tally,
    findings: Vec<BatchFinding>,
    texts: String,
    refused: Vec<RefusedLine>,
    answers: Option<Box<Answers>>,
}

impl fmt::Debug for Batch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Batch").field("tally", &self.tally).finish_non_exhaustive()
    }
}

impl Batch {
    /// Opens a batch; `None` if the standard has no such form.
    pub fn open(standard: Arc<Standard>, form: &str, options: &Options) -> Option<Self> {
        let place = standard.forms.iter().position(|known| known.id == form)?;
        let form = standard.forms.get(place)?;
        let mut state = State::new(&standard, form, options);
        state.refresh();
        let (marks, owned) = (state.marks(false), Some(state.into_owned()));
        let (records, numbers) = (Records::new(form), Numbers::new(form));
        let tally = Tally::new(numbers.rules());
        Some(Self {
            form: place,
            owned,
            records,
            numbers,
            line: 0,
            marks,
            tally,
            findings: Vec::new(),
            texts: String::new(),
            refused: Vec::new(),
            answers: None,
            standard,
        })
    }

    /// The standard.
    pub fn standard(&self) -> &Standard {
        &self.standard
    }

    /// The form of the orders.
    pub fn form(&self) -> Option<&Form> {
        self.standard.forms.get(self.form)
    }

    /// Reads CSV instead of NDJSON; call it before pushing bytes. The columns are named in the header, by ids
    /// or labels of fields. `columns` overrides some of them and may be empty.
    pub fn read_csv(&mut self, columns: Vec<Column>) {
        self.records.read_csv(columns);
    }

    /// The names that questions may use.
    pub fn view(&self) -> Option<View> {
        self.form().map(View::new)
    }

    /// Sets questions besides the findings, with expressions compiled by the view; call it before pushing
    /// bytes.
    ///
    /// # Example
    /// ```
    /// # let standard = gongdan::Standard::parse(include_str!("../../examples/visit.json")).unwrap();
    /// # let standard = std::sync::Arc::new(standard);
    /// use gongdan::Options;
    /// use gongdan::batch::{BatchQuestions, Figure, FigureKind};
    /// let mut batch = standard.batch("visit", &Options::default()).unwrap();
    /// let mut view = batch.view().unwrap();
    /// let when = Some(view.compile("visited_at - received_at > duration(\"PT1H\")").unwrap());
    /// let figures = vec![Figure { id: "slow".into(), when, kind: FigureKind::Count }];
    /// let group = Some(view.compile("customer").unwrap());
    /// batch.ask(view, BatchQuestions { figures, group, ..BatchQuestions::default() });
    /// batch.push(b"{\"customer\": \"Acme\", \"received_at\": \"2026-03-02T09:00\", \"visited_at\": \"2026-03-02T11:00\"}\n");
    /// batch.push(b"{\"customer\": \"Blue Sky\"}\n{\"customer\": \"Acme\"}\n");
    /// batch.finish();
    /// let answers = batch.answers().unwrap();
    /// let [totals, _] = Figure::report(&answers.questions.figures, &answers.figures);
    /// assert_eq!(totals.to_string(), "{slow: 1}");
    /// let groups = answers.groups.all.iter().map(|(keys, group)| (keys[0].to_string(), group.tally.orders));
    /// assert_eq!(groups.collect::<Vec<_>>(), [("Acme".into(), 2), ("Blue Sky".into(), 1)]);
    /// ```
    pub fn ask(&mut self, view: View, questions: BatchQuestions) {
        self.answers = Some(Box::new(Answers::new(view, questions, self.numbers.rules())));
    }

    /// The questions besides the findings, with the answers so far.
    pub fn answers(&self) -> Option<&Answers> {
        self.answers.as_deref()
    }

    /// The columns of CSV, once the header is read.
    pub fn columns(&self) -> &[Column] {
        self.records.columns()
    }

    /// Reads the next bytes.
    pub fn push(&mut self, bytes: &[u8]) {
        for part in bytes.chunks(1 << 16) {
            self.writable(part.len()).copy_from_slice(part);
            self.read_written(part.len());
        }
    }

    /// A buffer for `count` bytes; call [`Self::read_written`] with the number of bytes written.
    pub fn writable(&mut self, count: usize) -> &mut [u8] {
        self.records.writable(count)
    }

    /// Reads `count` bytes that were written to [`Self::writable`].
    pub fn read_written(&mut self, count: usize) {
        self.records.add_written(count);
        self.read(false);
    }

    /// Reads the last record if it has no line end; no bytes may follow.
    pub fn finish(&mut self) {
        self.read(true);
    }

    /// The counts so far.
    pub fn tally(&self) -> &Tally {
        &self.tally
    }

    /// The findings since the last [`Self::clear`].
    pub fn findings(&self) -> &[BatchFinding] {
        &self.findings
    }

    /// The values that these findings are about, as JSON, one after the other.
    pub fn texts(&self) -> &str {
        &self.texts
    }

    /// The lines since the last [`Self::clear`] that are not orders.
    pub fn refused(&self) -> &[RefusedLine] {
        &self.refused
    }

    /// Removes the findings, rejected lines and answers by order; the counts stay.
    pub fn clear(&mut self) {
        self.findings.clear();
        self.texts.clear();
        self.refused.clear();
        if let Some(answers) = &mut self.answers {
            answers.by_order.clear();
        }
    }

    #[cfg_attr(swift, optimize(speed))]
    fn read(&mut self, ends: bool) {
        let standard = Arc::clone(&self.standard);
        let Some(form) = standard.forms.get(self.form) else { return };
        let Some(owned) = self.owned.take() else { return };
        let mut state = State::from_owned(owned, &standard, form);
        let buffer = self.records.take_buffer();
        while let Some((line, outcome)) = self.records.next(&buffer, ends, &mut state) {
            self.line = line;
            match outcome {
                Outcome::Order(record) => {
                    state.set_all_dirty();
                    state.refresh();
                    state.marks_into(false, &mut self.marks);
                    self.record_findings(record, &state);
                }
                Outcome::Nothing => {}
                Outcome::Refused(fault) => self.refuse_line(fault),
            }
        }
        self.owned = Some(state.into_owned());
        if let Some((line, fault)) = self.records.restore_buffer(buffer) {
            self.line = line;
            self.refuse_line(fault);
        }
    }

    fn refuse_line(&mut self, (code, at, message): column::RecordFault) {
        self.tally.refused = self.tally.refused.saturating_add(1);
        self.refused.push(RefusedLine { line: self.line, code, at, message });
    }

    /// Records the findings of an order, with the values that they are about, and answers the questions.
    #[inline(never)]
    fn record_findings(&mut self, record: &[u8], state: &State) {
        let (form, from) = (state.form(), self.findings.len());
        for mark in &self.marks {
            let Some(numbered) = self.numbers.numbered(form, *mark) else { continue };
            if mark.code != Code::Required {
                let value = self.records.value_at(form, mark.subject, record);
                // A table given by single columns has no text; the message about its number of rows does not
                // quote one.
                let value = value.or_else(|| matches!(mark.subject, Subject::Field(_)).then(|| "[]".into()));
                let short = value.as_deref().filter(|value| value.len() <= limits::KEPT_BYTES);
                self.texts.push_str(short.unwrap_or(""));
            }
            let end = self.texts.len();
            self.findings.push(BatchFinding {
                order: self.tally.orders,
                line: self.line,
                mark: *mark,
                numbered,
                end,
            });
        }
        let findings = self.findings.get(from..).unwrap_or(&[]);
        let valid = self.tally.count(findings);
        if let Some(answers) = &mut self.answers {
            let value = |place| self.records.value_at(form, Subject::Field(place), record).map(Into::into);
            answers.add_order(&self.standard, state, findings, valid, &value);
        }
    }
}
