//! The formats of a standard: prepares them, finds them, applies them to texts.

use super::Standard;
use crate::document::Defects;
use crate::feel::Environment;
use crate::format::{BoundFormat, Format};

impl Standard {
    /// Prepares the formats, whose words may come from functions, and checks that their examples are
    /// accepted.
    pub(super) fn prepare_formats(&self, mut formats: Vec<Format>, defects: &mut Defects) -> Vec<Format> {
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

    /// The format with this id.
    pub fn format(&self, id: &str) -> Option<&Format> {
        self.formats.iter().find(|format| format.id == id)
    }

    /// Applies a format to texts in an environment.
    pub fn bind_format<'s, 'e>(
        &'s self,
        format: &'s Format,
        environment: &'e Environment<'e>,
    ) -> BoundFormat<'s, 'e> {
        BoundFormat { format, formats: &self.formats, environment }
    }
}
