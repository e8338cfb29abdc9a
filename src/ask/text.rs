//! What is asked of a text with a format: its segments, its reading in words, and what may stand at a place.

use crate::evaluate::Options;
use crate::standard::Standard;
use crate::wire::{AskedText, Misuse, SuggestionReport, TextReport};

impl Standard {
    /// Reads a text by a format of the standard: its segments, or where and why it is refused.
    ///
    /// # Errors
    /// [`Misuse`] with the code `unknown_format`. A text that is refused is no error: it is [`TextReport::Refused`].
    ///
    /// # Example
    /// ```
    /// # let standard = gongdan::Standard::parse(include_str!("../../examples/visit.json")).unwrap();
    /// use gongdan::{Options, wire::TextReport};
    /// let options = Options::default();
    /// let TextReport::Accepted { segments, .. } = standard.parse_text("order_no", "V-0042", &options).unwrap() else {
    ///     panic!("refused")
    /// };
    /// assert_eq!(segments.get("serial").unwrap().to_string(), "0042");
    /// let TextReport::Refused(refusal) = standard.parse_text("order_no", "V+1", &options).unwrap() else {
    ///     panic!("accepted")
    /// };
    /// assert_eq!(refusal.at, 1);
    /// ```
    pub fn parse_text(&self, format: &str, text: &str, options: &Options) -> Result<TextReport, Misuse> {
        Ok(AskedText::under(self, format, self.taken(options))?.read(text))
    }

    /// The reading of a text in words, segment by segment, or the sentence that says why it is refused.
    ///
    /// # Errors
    /// As [`Standard::parse_text`].
    pub fn explain_text(&self, format: &str, text: &str, options: &Options) -> Result<String, Misuse> {
        Ok(AskedText::under(self, format, self.taken(options))?.explain(text))
    }

    /// What may stand at the caret of a text, for a list of suggestions.
    ///
    /// # Units
    /// `caret`, [`SuggestionReport::from`] and [`SuggestionReport::to`] count UTF-16 units of the text as given, as
    /// pages do: `text.encode_utf16().count()` is its end.
    ///
    /// # Errors
    /// As [`Standard::parse_text`].
    ///
    /// # Example
    /// ```
    /// # let standard = gongdan::Standard::parse(include_str!("../../examples/visit.json")).unwrap();
    /// let found = standard.complete_text("order_no", "V", 1, &gongdan::Options::default()).unwrap();
    /// assert_eq!(found[0].text.as_deref(), Some("-"));
    /// ```
    pub fn complete_text(
        &self,
        format: &str,
        text: &str,
        caret: u32,
        options: &Options,
    ) -> Result<Vec<SuggestionReport>, Misuse> {
        Ok(AskedText::under(self, format, self.taken(options))?.complete(text, caret))
    }
}
