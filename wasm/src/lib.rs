//! Exports the engine to JavaScript.
