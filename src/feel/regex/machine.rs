//! Runs a compiled pattern: all alternatives at once, each step at most once per character (Pike's machine).

use super::class::Class;
use super::{Groups, Regex};
use std::sync::Arc;

/// One instruction.
#[derive(Clone, Debug)]
pub(super) enum Step {
    Class(Arc<Class>),
    /// Tries the first, then the second.
    Split(usize, usize),
    Jump(usize),
    Save(usize),
    LineStart(bool),
    LineEnd(bool),
    Match,
}

type SavedGroups = Vec<Option<usize>>;

/// All alternatives of a pattern, advanced through a text in parallel.
struct Threads<'r> {
    regex: &'r Regex,
    text: &'r [char],
    list: Vec<(usize, SavedGroups)>,
    /// For each step, the last text position at which it was reached.
    seen: Vec<usize>,
    /// The stack of steps still to be followed, kept to reuse its allocation.
    stack: Vec<(usize, SavedGroups)>,
}

impl<'r> Threads<'r> {
    fn new(regex: &'r Regex, text: &'r [char]) -> Self {
        let seen = vec![usize::MAX; regex.steps.len()];
        Self { regex, text, list: Vec::new(), seen, stack: Vec::new() }
    }

    /// Follows all steps from `first` on that consume no character, in order of preference.
    fn add(&mut self, at: usize, first: usize, saved: SavedGroups) {
        let (regex, text) = (self.regex, self.text);
        let mut open = core::mem::take(&mut self.stack);
        open.push((first, saved));
        while let Some((index, mut saved)) = open.pop() {
            let Some(seen) = self.seen.get_mut(index).filter(|seen| **seen != at) else { continue };
            *seen = at;
            let before = at.checked_sub(1).and_then(|at| text.get(at)).copied();
            let after = text.get(at).copied();
            let next = index.saturating_add(1);
            match regex.steps.get(index) {
                Some(Step::Jump(to)) => open.push((*to, saved)),
                Some(Step::Split(a, b)) => {
                    open.push((*b, saved.clone()));
                    open.push((*a, saved));
                }
                Some(Step::Save(slot)) => {
                    if let Some(place) = saved.get_mut(*slot) {
                        *place = Some(at);
                    }
                    open.push((next, saved));
                }
                // No line starts after the text's final newline.
                Some(Step::LineStart(lines))
                    if before.is_none() || (*lines && before == Some('\n') && after.is_some()) =>
                {
                    open.push((next, saved));
                }
                Some(Step::LineEnd(lines)) if after.is_none() || (*lines && after == Some('\n')) => {
                    open.push((next, saved));
                }
                Some(Step::Class(_) | Step::Match) => self.list.push((index, saved)),
                _ => {}
            }
        }
        self.stack = open;
    }

    /// Continues after the character at `at`, if the step accepts it.
    fn advance(&mut self, at: usize, index: usize, saved: SavedGroups) {
        if let (Some(Step::Class(class)), Some(c)) = (self.regex.steps.get(index), self.text.get(at)) {
            if class.contains(*c, self.regex.fold) {
                self.add(at.saturating_add(1), index.saturating_add(1), saved);
            }
        }
    }
}

/// Returns the first match that starts at or after `from`; adds the number of characters examined to
/// `examined`.
pub(super) fn find(regex: &Regex, text: &[char], from: usize, examined: &mut usize) -> Option<Groups> {
    run(regex, text, from, false, examined)
}

/// Whether the pattern matches anywhere.
pub(super) fn is_match(regex: &Regex, text: &[char]) -> bool {
    let mut threads = Threads::new(regex, text);
    for at in 0..=text.len() {
        threads.add(at, 0, SavedGroups::new());
        for (index, saved) in core::mem::take(&mut threads.list) {
            match regex.steps.get(index) {
                Some(Step::Match) => return true,
                _ => threads.advance(at, index, saved),
            }
        }
    }
    false
}

/// Whether the pattern matches the whole text.
pub(super) fn matches_whole(regex: &Regex, text: &[char]) -> bool {
    run(regex, text, 0, true, &mut 0).is_some()
}

/// The end of the longest match that starts at `from`, and whether a match could have continued past the end
/// of the text.
pub(super) fn longest(regex: &Regex, text: &[char], from: usize) -> (Option<usize>, bool) {
    let mut threads = Threads::new(regex, text);
    threads.add(from, 0, SavedGroups::new());
    let (mut found, mut open) = (None, false);
    for at in from..=text.len() {
        for (index, saved) in core::mem::take(&mut threads.list) {
            match (regex.steps.get(index), text.get(at)) {
                (Some(Step::Match), _) => found = Some(at),
                (_, None) => open = true,
                _ => threads.advance(at, index, saved),
            }
        }
        if threads.list.is_empty() {
            break;
        }
    }
    (found, open)
}

fn run(regex: &Regex, text: &[char], from: usize, whole: bool, examined: &mut usize) -> Option<Groups> {
    let blank: SavedGroups = vec![None; regex.groups.saturating_mul(2)];
    let mut threads = Threads::new(regex, text);
    let mut found: Option<SavedGroups> = None;
    for at in from..=text.len() {
        *examined = examined.saturating_add(1);
        if found.is_none() && (!whole || at == from) {
            threads.add(at, 0, blank.clone());
        }
        if threads.list.is_empty() {
            if found.is_some() || whole {
                break;
            }
            continue;
        }
        let current = core::mem::take(&mut threads.list);
        let end = at == text.len();
        for (index, saved) in current {
            match regex.steps.get(index) {
                Some(Step::Match) if !whole || end => {
                    found = Some(saved);
                    break;
                }
                _ => threads.advance(at, index, saved),
            }
        }
    }
    found.map(|saved| {
        saved.chunks(2).map(|pair| Some((pair.first().copied()??, pair.get(1).copied()??))).collect()
    })
}
