//! Deadlines: start, stop, due time, status and timeline, by elapsed time, calendar months, workdays, working
//! hours, or the end of a day, a month or a shift. Reads no clock: `now` is a value like any other.

mod calendar;
mod clock;
mod instant;
mod spec;
mod timeline;
mod within;

pub use calendar::{Calendar, CalendarSpec};
pub use clock::{Clock, Status};
pub use spec::{Deadline, DeadlineSpec};
pub use timeline::{Event, EventKind, instant_text};

use crate::document::Shape;

/// The shapes of this module's objects in a document.
pub const SHAPES: &[&Shape] = &[&spec::DEADLINE, &within::WITHIN, &calendar::CALENDAR, &calendar::HOURS];
