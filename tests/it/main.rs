//! The one binary of integration tests; each module is a subject.

mod feel_tck;
