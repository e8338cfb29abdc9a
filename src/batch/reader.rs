//! Puts the orders of a batch into a form's slots, one after the other; what an order leaves out is put as missing.
//! Texts borrow from the line, and what reading needs is kept from line to line.

use super::line::{Key, Letters, Line, Scratch};
use crate::check::{Field, FieldKind, OptionSpec, Raw, usual};
use crate::data::json::{Kind, Node as Json, parse};
use crate::data::{Gather, Span};
use crate::evaluate::{State, Subject};
use crate::standard::{Form, Table};
use smol_str::SmolStr;

/// The keys of an object that are known: the fields of a form or of a row.
struct Names {
    ids: Vec<SmolStr>,
    keys: Vec<Key>,
    /// The places of the ids in alphabetical order.
    sorted: Vec<usize>,
    /// For each, the latest object that had it.
    seen: Vec<u32>,
    /// Which object this is.
    object: u32,
}

impl Names {
    fn new(fields: &[Field]) -> Self {
        let ids: Vec<SmolStr> = fields.iter().map(|field| field.spec.id.clone()).gather();
        let mut sorted: Vec<usize> = Vec::new();
        for (place, id) in ids.iter().enumerate() {
            let at = sorted.partition_point(|other| ids.get(*other).is_some_and(|other| other < id));
            sorted.insert(at, place);
        }
        let keys = ids.iter().map(|id| Key::new(id)).gather();
        Self { seen: vec![0; ids.len()], ids, keys, sorted, object: 0 }
    }

    fn begin(&mut self) {
        self.object = self.object.wrapping_add(1);
        if self.object == 0 {
            self.seen.fill(0);
            self.object = 1;
        }
    }

    fn find(&self, key: &str) -> Option<usize> {
        let of = |place: &usize| self.ids.get(*place).map_or("", SmolStr::as_str);
        let found = self.sorted.binary_search_by(|place| of(place).cmp(key)).ok()?;
        self.sorted.get(found).copied()
    }

    /// Reads the next key and the colon after it; its place, past the end where nobody knows it. `likely` is the
    /// place from which on it is looked for first, since keys mostly stand in the order of the form.
    #[inline(always)]
    fn key(&mut self, line: &mut Line, likely: usize) -> Option<usize> {
        if line.next() != b'"' {
            return None;
        }
        let mut place = likely;
        while let Some(key) = self.keys.get(place) {
            if line.take_key(key) {
                break;
            }
            place = place.wrapping_add(1);
        }
        if place >= self.keys.len() {
            place = self.other_key(line)?;
        }
        let Some(seen) = self.seen.get_mut(place) else { return Some(place) };
        let twice = core::mem::replace(seen, self.object) == self.object;
        (!twice).then_some(place)
    }

    #[cold]
    fn other_key(&self, line: &mut Line) -> Option<usize> {
        let start = line.at;
        let key = line.plain()?;
        let key = core::str::from_utf8(line.bytes.get(key)?).ok()?;
        let Some(place) = self.find(key) else {
            line.at = start;
            return Some(usize::MAX);
        };
        line.take(b':').then_some(place)
    }

    fn is_missing(&self, place: usize) -> bool {
        self.seen.get(place) != Some(&self.object)
    }
}

/// What reads orders of one form.
pub(super) struct Reader {
    fields: Names,
    cells: Vec<Option<Names>>,
    scratch: Scratch,
    /// Where the values of the latest order stand.
    spans: Vec<Span>,
}

impl Reader {
    pub(super) fn new(form: &Form) -> Self {
        let cells = |table: &Option<_>| table.as_ref().map(|table: &Table| Names::new(&table.fields));
        Self {
            fields: Names::new(&form.fields),
            cells: form.tables.iter().map(cells).gather(),
            scratch: Scratch::default(),
            spans: vec![Span::default(); form.fields.len()],
        }
    }

    /// The value of the latest order at a place, as it stands in its text.
    pub(super) fn value_at<'t>(&self, form: &Form, subject: Subject, text: &'t [u8]) -> Option<&'t str> {
        let of = |field: usize| {
            let span = self.spans.get(field)?;
            core::str::from_utf8(text.get(span.start as usize..span.end as usize)?).ok()
        };
        match subject {
            Subject::Field(field) => of(field),
            Subject::Cell(table, row, cell) => cell_of(form, of(table)?, (table, row, cell)),
            _ => None,
        }
    }

    /// Puts the order of the line that `bytes` begin with; how long it is with its end. None where the line is odd:
    /// nothing is said of it then, and the tree must be asked.
    #[cfg_attr(swift, optimize(speed))]
    pub(super) fn read(&mut self, form: &Form, bytes: &[u8], state: &mut State) -> Option<usize> {
        let mut line = Line { bytes, at: 0 };
        self.fields.begin();
        self.scratch.keys.clear();
        if !line.take(b'{') {
            return None;
        }
        let mut likely = 0;
        let mut open = !line.take(b'}');
        while open {
            let place = self.fields.key(&mut line, likely)?;
            match form.fields.get(place) {
                Some(field) => {
                    self.value(field, &mut line, place, state)?;
                    likely = place.wrapping_add(1);
                }
                None => line.skip_member(&mut self.scratch, 0, 0)?,
            }
            open = line.goes_on(b'}')?;
        }
        line.ends()?;
        for place in 0..self.spans.len() {
            if self.fields.is_missing(place) {
                self.put_missing(place, state);
            }
        }
        Some(line.at)
    }

    #[cfg_attr(swift, optimize(speed))]
    fn put_missing(&self, place: usize, state: &mut State) {
        match self.cells.get(place) {
            Some(Some(_)) => state.put_no_rows(place, true),
            _ => state.fill(place, &Raw::Missing),
        }
    }

    #[cfg_attr(swift, optimize(speed))]
    fn value(&mut self, field: &Field, line: &mut Line, place: usize, state: &mut State) -> Option<()> {
        let sign = line.next();
        let start = line.at;
        match self.cells.get_mut(place) {
            Some(Some(cells)) if sign == b'[' => {
                rows(form_table(state, place)?, cells, &mut self.scratch, line, place, state)?;
            }
            Some(Some(_)) => {
                let raw = line.raw(&mut self.scratch)?;
                state.put_no_rows(place, raw.is_missing());
            }
            _ => state.fill(place, &raw_of(field, sign, line, &mut self.scratch)?),
        }
        if let Some(span) = self.spans.get_mut(place) {
            *span = Span::new(start, line.at);
        }
        Some(())
    }

    /// Puts the order of a tree.
    pub(super) fn put_tree(&mut self, order: &Json, state: &mut State) {
        for place in 0..self.spans.len() {
            match self.fields.ids.get(place).and_then(|id| order.get(id)) {
                Some(value) => {
                    state.put_json(place, value);
                    self.spans.iter_mut().skip(place).take(1).for_each(|span| *span = value.span);
                }
                None => self.put_missing(place, state),
            }
        }
    }
}

/// The text of a cell in the text of its table.
pub(super) fn cell_of<'t>(
    form: &Form,
    text: &'t str,
    (table, row, cell): (usize, usize, usize),
) -> Option<&'t str> {
    let id = &form.tables.get(table)?.as_ref()?.fields.get(cell)?.spec.id;
    let rows = parse(text).ok()?;
    let Kind::List(rows) = &rows.kind else { return None };
    Some(rows.get(row)?.get(id)?.span.of(text))
}

fn form_table<'s>(state: &State<'s>, place: usize) -> Option<&'s Table> {
    state.form().tables.get(place)?.as_ref()
}

/// The next value, which begins with `sign`: an option by its place, a text that is surely sound without its letters.
#[inline(always)]
fn raw_of<'s, 'l: 's>(
    field: &Field,
    sign: u8,
    line: &mut Line<'l>,
    scratch: &'s mut Scratch,
) -> Option<Raw<'s>> {
    if sign != b'"' {
        return line.raw(scratch);
    }
    let letters = match line.letters()? {
        Letters::Plain(letters) => letters,
        Letters::Escaped(start) => return line.resolved(start, scratch).map(Raw::Text),
    };
    if field.spec.kind == FieldKind::DateTime {
        if let Some(moment) = usual(letters) {
            return Some(Raw::Moment(moment));
        }
    }
    if field.spec.kind == FieldKind::Choice {
        let same = |option: &OptionSpec| option.id.as_bytes() == letters;
        if let Some(option) = field.spec.options.iter().position(same) {
            return Some(Raw::Option(option));
        }
    }
    if field.takes_sound() && field.spec.length.surely_fits(letters.len()) && is_sound(letters) {
        return Some(Raw::Sound);
    }
    core::str::from_utf8(letters).ok().map(Raw::Text)
}

/// Whether letters are surely UTF-8, and surely no white space at either end, where Han and ASCII alone are sure.
#[cfg_attr(swift, optimize(speed))]
fn is_sound(letters: &[u8]) -> bool {
    let mut at = 0usize;
    let mut seen = false;
    while let Some(byte) = letters.get(at) {
        let rest = (letters.get(at.wrapping_add(1)), letters.get(at.wrapping_add(2)));
        let step = match (byte, rest) {
            (0x21..=0x7e, _) => 1,
            // Han, and Chinese stops without the wide blank, U+3000.
            (0xe4..=0xe9, (Some(0x80..=0xbf), Some(0x80..=0xbf)))
            | (0xe3, (Some(0x80), Some(0x81..=0xbf)))
            | (0xef, (Some(0xbc), Some(0x80..=0xbf))) => 3,
            (b' ', (Some(_), _)) if seen => 1,
            _ => return false,
        };
        seen = true;
        at = at.wrapping_add(step);
    }
    seen
}

/// Puts the rows of a table.
#[cfg_attr(swift, optimize(speed))]
fn rows(
    form: &Table,
    cells: &mut Names,
    scratch: &mut Scratch,
    line: &mut Line,
    table: usize,
    state: &mut State,
) -> Option<()> {
    let mut count = 0usize;
    line.items(&mut |line| {
        let is_object = line.next() == b'{';
        cells.begin();
        if is_object {
            row(form, cells, scratch, line, (table, count), state)?
        } else {
            drop(line.raw(scratch)?)
        }
        for cell in (0..cells.ids.len()).filter(|cell| cells.is_missing(*cell)) {
            state.fill_cell(table, count, cell, &Raw::Missing);
        }
        state.put_row(table, count, is_object);
        count = count.saturating_add(1);
        Some(())
    })?;
    state.put_rows(table, count);
    Some(())
}

#[cfg_attr(swift, optimize(speed))]
fn row(
    form: &Table,
    cells: &mut Names,
    scratch: &mut Scratch,
    line: &mut Line,
    (table, row): (usize, usize),
    state: &mut State,
) -> Option<()> {
    line.take(b'{');
    let from = scratch.keys.len();
    let mut likely = 0;
    let mut open = !line.take(b'}');
    while open {
        let cell = cells.key(line, likely)?;
        match form.fields.get(cell) {
            Some(field) => {
                let sign = line.next();
                state.fill_cell(table, row, cell, &raw_of(field, sign, line, scratch)?);
                likely = cell.wrapping_add(1);
            }
            None => line.skip_member(scratch, from, 1)?,
        }
        open = line.goes_on(b'}')?;
    }
    scratch.keys.truncate(from);
    Some(())
}
