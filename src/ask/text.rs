//! Texts with a format: their segments, their explanation in words, and suggestions at a caret.

use crate::evaluate::Options;
use crate::standard::Standard;
use crate::wire::{FormatCall, Misuse, SuggestionReport, TextReport};

impl Standard {
    /// Parses a text by a format of the standard: returns its segments, or where and why it is rejected.
    ///
    /// # Errors
    /// [`Misuse`] with the code `unknown_format`. A rejected text is not an error: it is
    /// [`TextReport::Refused`].
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
        Ok(FormatCall::with_options(self, format, self.completed(options))?.read(text))
    }

    /// Explains a text in words, segment by segment, or says why it is rejected.
    ///
    /// # Errors
    /// As [`Standard::parse_text`].
    pub fn explain_text(&self, format: &str, text: &str, options: &Options) -> Result<String, Misuse> {
        Ok(FormatCall::with_options(self, format, self.completed(options))?.explain(text))
    }

    /// Returns suggestions for the caret position in a text.
    ///
    /// # Units
    /// `caret`, [`SuggestionReport::from`] and [`SuggestionReport::to`] count UTF-16 units of the given text,
    /// as browsers do; its end is `text.encode_utf16().count()`.
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
        Ok(FormatCall::with_options(self, format, self.completed(options))?.complete(text, caret))
    }
}
