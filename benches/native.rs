//! Times the engine natively, on the same work that `bench.mjs` and `feel.mjs` do through WebAssembly. The data comes
//! from `node benches/data.mjs target/bench`, then run `cargo bench --bench native`. It compares nothing with others.

use divan::Bencher;
use divan::counter::ItemsCount;
use gongdan::data::json::JsonKind;
use gongdan::data::{Decimal, Path, Value};
use gongdan::feel::{
    Dialect, Environment, HitPolicy, NoHost, Scope, Slot, Table, TableSpec, Type, compile, space,
};
use gongdan::session::LiveOrder;
use gongdan::{Json, Options, Standard};
use std::fs;
use std::sync::{Arc, LazyLock};

const STANDARD: &str = include_str!("standards/peer-order.json");

/// The names that the expressions use; their values are in `values`.
const NAMES: [&str; 4] = ["fee", "count_of", "status", "prices"];

const EXPRESSIONS: [(&str, &str); 6] = [
    ("arithmetic of five operators", "fee * count_of + fee - count_of * 2 + 1.5"),
    ("comparison", "fee >= 100 and count_of < 5"),
    ("choice", r#"if status in ("done", "returned", "closed") then fee > 0 else true"#),
    ("text", r#"upper case(substring(status, 1, 3)) + "-" + string(count_of)"#),
    ("list", "sum(for p in prices return p * 2)"),
    ("quantified", "some p in prices satisfies p > 19"),
];

fn main() {
    divan::Divan::from_args().sample_count(1000).main();
}

struct Work {
    standard: Arc<Standard>,
    lines: String,
    orders: Vec<Json>,
    edits: Vec<(Path, Json)>,
    fees: Vec<Json>,
}

static WORK: LazyLock<Work> = LazyLock::new(|| {
    Work::read().unwrap_or_else(|| {
        eprintln!("no data; write it by `node benches/data.mjs target/bench`");
        std::process::exit(1)
    })
});

impl Work {
    fn read() -> Option<Self> {
        let [lines, edits, fees] = ["orders", "edits", "fees"]
            .map(|name| fs::read_to_string(format!("target/bench/{name}.ndjson")).unwrap_or_default());
        let parsed = |text: &str| text.lines().map(|line| line.parse().ok()).collect::<Option<Vec<Json>>>();
        let edit =
            |edit: Json| Some((Path::field(edit.get("field")?.text()?.as_str()), edit.get("value")?.clone()));
        let work = Self {
            standard: Arc::new(Standard::parse(STANDARD).ok()?),
            orders: parsed(&lines)?,
            edits: parsed(&edits)?.into_iter().map(edit).collect::<Option<_>>()?,
            fees: parsed(&fees)?,
            lines,
        };
        (!work.orders.is_empty()).then_some(work)
    }
}

/// Times `run` on the items of a list in turn.
fn each<T: Sync, O>(bencher: Bencher, list: &[T], mut run: impl FnMut(&T) -> O) {
    let mut items = list.iter().cycle();
    bencher.bench_local(|| items.next().map(&mut run));
}

mod order {
    use super::*;

    /// One order to all findings, with their sentences.
    #[divan::bench]
    fn object(bencher: Bencher) {
        let options = Options::default();
        each(bencher, &WORK.orders, |order| WORK.standard.validate("order", order, &options));
    }

    /// The same to numbers, as a page gets them: it renders sentences when they are read.
    #[divan::bench]
    fn object_as_numbers(bencher: Bencher) {
        let Some(mut live) = open_live() else { return };
        let ids = field_ids(&live);
        each(bencher, &WORK.orders, |order| {
            put_order(&mut live, &ids, order);
            live.marks().len()
        });
    }

    /// One edit of an open order to all findings, with their sentences.
    #[divan::bench]
    fn edit(bencher: Bencher) {
        let order = WORK.orders.first().cloned().unwrap_or(Json::object([]));
        let Ok(mut session) = WORK.standard.session("order", order, &Options::default()) else { return };
        each(bencher, &WORK.edits, |(path, value)| session.set(path, value.clone()));
    }

    /// The same to numbers.
    #[divan::bench]
    fn edit_as_numbers(bencher: Bencher) {
        let (Some(mut live), Some(order)) = (open_live(), WORK.orders.first()) else { return };
        let ids = field_ids(&live);
        put_order(&mut live, &ids, order);
        let index = |path: &Path| ids.iter().position(|id| path.to_string() == *id).unwrap_or(0);
        let edits: Vec<_> = WORK.edits.iter().map(|(path, value)| (index(path), value)).collect();
        each(bencher, &edits, |(index, value)| {
            live.edit(|state| state.put_json(*index, value));
            live.marks().len()
        });
    }

    fn open_live() -> Option<LiveOrder> {
        LiveOrder::open(Arc::clone(&WORK.standard), "order", Options::default(), false)
    }

    fn field_ids(live: &LiveOrder) -> Vec<String> {
        live.form().into_iter().flat_map(|form| &form.fields).map(|field| field.spec.id.to_string()).collect()
    }

    fn put_order(live: &mut LiveOrder, ids: &[String], order: &Json) {
        live.edit(|state| {
            for (index, id) in ids.iter().enumerate() {
                state.put_json(index, order.get(id).unwrap_or(&ABSENT));
            }
        });
    }

    static ABSENT: LazyLock<Json> = LazyLock::new(|| JsonKind::Null.into());

    /// Ten thousand lines to findings as numbers.
    #[divan::bench(sample_size = 1, sample_count = 21)]
    fn lines(bencher: Bencher) {
        bencher.counter(ItemsCount::new(WORK.orders.len())).bench(|| {
            let mut batch = WORK.standard.batch("order", &Options::default()).ok()?;
            for piece in WORK.lines.as_bytes().chunks(1 << 16) {
                batch.push(piece);
                batch.clear();
            }
            batch.finish();
            Some(batch.tally().valid)
        });
    }
}

mod fee {
    use super::*;

    /// The outputs alone.
    #[divan::bench]
    fn calculator(bencher: Bencher) {
        let Ok(mut calculator) = WORK.standard.calculator("order_fee", &Options::default()) else { return };
        each(bencher, &WORK.fees, |inputs| calculator.values(inputs).map(<[Value]>::len));
    }

    /// With every step.
    #[divan::bench]
    fn trace(bencher: Bencher) {
        let options = Options::default();
        each(bencher, &WORK.fees, |inputs| WORK.standard.calculate("order_fee", inputs, &options));
    }
}

#[divan::bench]
fn load_standard() -> Option<Standard> {
    Standard::parse(divan::black_box(STANDARD)).ok()
}

mod feel {
    use super::*;

    fn values() -> [Value; 4] {
        let prices = (1..=20).map(|price| Value::Number(Decimal::from(price))).collect();
        let fee = Value::Number(Decimal::from_scaled(12_550, 2));
        [fee, Value::Number(Decimal::from(3)), Value::Text("returned".into()), Value::list(prices)]
    }

    fn scope() -> Scope {
        let mut scope = Scope::new(Dialect::Standard);
        for (index, name) in (0..).zip(NAMES) {
            scope.add_value(name, Slot { space: space::LOCAL, index }, Type::Any);
        }
        scope
    }

    fn names() -> impl Iterator<Item = &'static str> {
        EXPRESSIONS.into_iter().map(|(name, _)| name)
    }

    fn text(name: &str) -> &'static str {
        EXPRESSIONS.into_iter().find(|(other, _)| *other == name).map_or("null", |(_, text)| text)
    }

    #[divan::bench(args = names())]
    fn compile_text(bencher: Bencher, name: &str) {
        let (scope, text) = (scope(), text(name));
        bencher.bench_local(|| compile(divan::black_box(text), &scope));
    }

    #[divan::bench(args = names())]
    fn evaluate(bencher: Bencher, name: &str) {
        let values = values();
        let environment = Environment::new([&[]; space::COUNT], &NoHost).with_space(space::LOCAL, &values);
        let Ok(expression) = compile(text(name), &scope()) else { return };
        bencher.bench_local(|| expression.evaluate(divan::black_box(&environment)));
    }

    fn twenty_rows() -> TableSpec {
        let rule = |row: i32| (vec![format!("[{row}0..{row}9]")], vec![row.to_string()]);
        TableSpec {
            policy: HitPolicy::First,
            inputs: vec![("fee".into(), None)],
            outputs: vec![("".into(), None, None)],
            rules: (0..20).map(rule).collect(),
        }
    }

    #[divan::bench]
    fn compile_table(bencher: Bencher) {
        let (scope, spec) = (scope(), twenty_rows());
        bencher.bench_local(|| Table::compile(divan::black_box(&spec), &scope));
    }

    #[divan::bench]
    fn evaluate_table(bencher: Bencher) {
        let values = values();
        let environment = Environment::new([&[]; space::COUNT], &NoHost).with_space(space::LOCAL, &values);
        let Ok(table) = Table::compile(&twenty_rows(), &scope()) else { return };
        bencher.bench_local(|| table.evaluate(divan::black_box(&environment)));
    }
}
