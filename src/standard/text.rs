//! The standard's formats: made ready, found, applied to texts.

use super::Standard;
use crate::document::Defects;
use crate::feel::Environment;
use crate::format::{Applied, Format};

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

    /// A format of the standard as it is applied to texts.
    pub fn applied<'s, 'e>(
        &'s self,
        format: &'s Format,
        environment: &'e Environment<'e>,
    ) -> Applied<'s, 'e> {
        Applied { format, formats: &self.formats, environment }
    }
}
