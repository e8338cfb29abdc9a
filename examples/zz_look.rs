//! Look.
use gongdan::{session::Live, evaluate::Options, standard::Standard, wire::Frame};
use std::sync::Arc;
fn main() {
    let text = std::fs::read_to_string("benches/standards/peer-order.json").unwrap();
    let standard = Arc::new(Standard::parse(&text).unwrap());
    let bytes = std::fs::read("/tmp/frames.bin").unwrap();
    let u32at = |i: usize| u32::from_le_bytes(bytes[i..i+4].try_into().unwrap());
    let mut frames = vec![]; let mut i = 0;
    while i < bytes.len() {
        let (w, f, t) = (u32at(i) as usize, u32at(i+4) as usize, u32at(i+8) as usize); i += 12;
        let words: Vec<u32> = (0..w).map(|k| u32at(i + 4*k)).collect(); i += 4*w;
        let figures: Vec<f64> = (0..f).map(|k| f64::from_le_bytes(bytes[i+8*k..i+8*k+8].try_into().unwrap())).collect(); i += 8*f;
        let text = String::from_utf8(bytes[i..i+t].to_vec()).unwrap(); i += t;
        frames.push((words, figures, text));
    }
    let mut live = Live::open(standard, "order", Options::default(), false).unwrap();
    let rounds: usize = std::env::args().nth(1).map_or(20, |a| a.parse().unwrap());
    let mut sum = 0; let (mut out, mut marks) = (vec![], vec![]);
    let start = std::time::Instant::now();
    let mut best = f64::MAX;
    for _ in 0..rounds { let t = std::time::Instant::now(); for (w, f, t) in &frames {
        sum += live.with(|state, _| { Frame::new(w, f, std::str::from_utf8(t.as_bytes()).unwrap()).put_all(state); state.refresh(); out.clear(); gongdan::wire::unknown_words(state, &mut out); state.marks_into(false, &mut marks); marks.len() + out.len() }).unwrap();
    } best = best.min(t.elapsed().as_nanos() as f64 / frames.len() as f64); }
    println!("{sum} {:.0} best {best:.0} ns", start.elapsed().as_nanos() as f64 / (rounds * frames.len()) as f64);
}
