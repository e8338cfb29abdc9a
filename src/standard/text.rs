//! Texts under the standard's formats: read, corrected, completed.

use super::Standard;
use crate::document::Defects;
use crate::feel::Environment;
use crate::format::{Failure, Format, Near, Parsed, Suggestion, Text, complete, near, parse};

impl Standard {
    /// Makes the formats ready, whose words may come from functions; their examples must be accepted.
    pub(super) fn ready(&self, mut formats: Vec<Format>, defects: &mut Defects) -> Vec<Format> {
        let values = self.defaults();
        let environment = self.environment(&values, &[]);
        for format in &mut formats {
            format.prepare(&environment, defects);
        }
        if defects.is_empty() {
            for format in &formats {
                format.check_examples(&formats, &environment, defects);
            }
        }
        formats
    }

    /// The format with an id.
    pub fn format(&self, id: &str) -> Option<&Format> {
        self.formats.iter().find(|format| format.id == id)
    }

    /// Reads a text by a format.
    ///
    /// # Errors
    /// Where it is refused.
    pub fn parse_text<'s>(
        &'s self,
        format: &'s Format,
        text: &Text,
        environment: &Environment,
    ) -> Result<Parsed, Failure<'s>> {
        parse(&self.formats, format, text, environment)
    }

    /// The word that was meant where a text is refused, if there is just one.
    pub fn near(
        &self,
        format: &Format,
        text: &Text,
        failure: &Failure,
        environment: &Environment,
    ) -> Option<Near> {
        near(&self.formats, format, text, failure, environment)
    }

    /// What may stand at a place of a text, counted in characters of the text as it is read.
    pub fn complete_text<'s>(
        &'s self,
        format: &'s Format,
        text: &Text,
        caret: usize,
        environment: &Environment,
    ) -> Vec<Suggestion<'s>> {
        complete(&self.formats, format, text, caret, environment)
    }
}
