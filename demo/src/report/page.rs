//! The page around the charts.
use super::chart::{Axes, Series, Shape, draw};
use crate::stage::sources::SELLER;
use crate::story::{Invariant, Story};
use std::fmt::Write;

const STYLE: &str = "\
:root{--bg:#fbfbf9;--fg:#1c1d21;--dim:#6a6d75;--rule:#dddcd6;--card:#fff;--a:#2f5bd3;--b:#c2571a;--c:#2a8a57;--bad:#b3261e}\
@media(prefers-color-scheme:dark){:root{--bg:#141519;--fg:#ecedf0;--dim:#9a9ea8;--rule:#31343c;--card:#1c1e24;--a:#7aa2ff;--b:#f0995e;--c:#63c794;--bad:#ff8a80}}\
*{box-sizing:border-box}body{margin:0;background:var(--bg);color:var(--fg);font:16px/1.55 system-ui,sans-serif}\
main{max-width:1000px;margin:0 auto;padding:40px 20px 80px}h1{font-size:30px;line-height:1.2;margin:0 0 6px}h2{font-size:19px;margin:44px 0 4px}\
.dim,.none{color:var(--dim)}p{margin:4px 0 12px;max-width:68ch}.grid2{display:grid;grid-template-columns:repeat(auto-fit,minmax(400px,1fr));gap:20px}\
figure{margin:0;background:var(--card);border:1px solid var(--rule);border-radius:10px;padding:16px 16px 10px}figcaption{font-weight:600;margin-bottom:6px}\
svg{width:100%;height:auto;display:block}.grid{stroke:var(--rule);stroke-width:1}.tick,.axis{fill:var(--dim);font-size:12px}\
.line{fill:none;stroke-width:2.2;stroke-linejoin:round}.line.a{stroke:var(--a)}.line.b{stroke:var(--b)}.line.c{stroke:var(--c)}\
.bar.a{fill:var(--a)}.legend{margin:6px 0 0;font-size:13px;color:var(--dim)}.legend span{display:inline-block;width:14px;height:3px;margin:0 6px 3px 10px}\
.legend span.a{background:var(--a)}.legend span.b{background:var(--b)}.legend span.c{background:var(--c)}\
table{border-collapse:collapse;width:100%;font-size:14.5px}th,td{text-align:left;padding:7px 12px 7px 0;border-bottom:1px solid var(--rule);vertical-align:top}\
td:first-child{white-space:nowrap}td:first-child.long{white-space:normal}th{color:var(--dim);font-weight:600}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}.wide{overflow-x:auto}\
.seller{display:grid;grid-template-columns:110px 1fr 70px;align-items:center;gap:10px;margin:9px 0;font-size:14px}\
.seller i{display:block;height:16px;border-radius:3px;background:var(--rule)}.seller i.own{background:var(--a)}.seller b{text-align:right;font-weight:600;font-variant-numeric:tabular-nums}\
.ok{color:var(--c);font-weight:600}.bad{color:var(--bad);font-weight:700}";

fn io(base_units: u64) -> f64 {
    base_units as f64 / 1e8
}

/// Text with the five characters HTML reserves replaced.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

fn figure(title: &str, svg: &str) -> String {
    format!(
        "<figure><figcaption>{}</figcaption>{svg}</figure>",
        escape(title)
    )
}

fn charts(story: &Story) -> String {
    let emission = draw(
        "Emission schedule",
        Shape::Line,
        &Axes {
            x: "years since genesis",
            y: "million IO emitted",
            from_zero: true,
        },
        &[Series {
            name: "emitted",
            class: "a",
            points: story
                .emission
                .iter()
                .map(|(epoch, sum)| (*epoch as f64 / 8760.0, io(*sum) / 1e6))
                .collect(),
        }],
    );
    let settled = draw(
        "Hourly settlement",
        Shape::Bars,
        &Axes {
            x: "hour",
            y: "IO owed to suppliers",
            from_zero: true,
        },
        &[
            Series {
                name: "sum of the sealed tree",
                class: "a",
                points: story
                    .hours
                    .iter()
                    .filter_map(|h| h.rewards_sum.map(|s| (h.epoch as f64, io(s))))
                    .collect(),
            },
            Series {
                name: "suppliers' emission so far",
                class: "b",
                points: story
                    .hours
                    .iter()
                    .map(|h| (h.epoch as f64, io(h.supplier_cap)))
                    .collect(),
            },
        ],
    );
    let price = |f: fn(&crate::story::PricePoint) -> u64| {
        story
            .prices
            .iter()
            .map(|p| (p.at_s as f64 / 3600.0, f(p) as f64 / 1e8))
            .collect()
    };
    let prices = draw(
        "IO/USD",
        Shape::Line,
        &Axes {
            x: "hour",
            y: "USD per IO",
            from_zero: false,
        },
        &[
            Series {
                name: "lower median",
                class: "a",
                points: price(|p| p.lower),
            },
            Series {
                name: "upper median",
                class: "b",
                points: price(|p| p.upper),
            },
            Series {
                name: "moving average",
                class: "c",
                points: price(|p| p.ema),
            },
        ],
    );
    let [host, worker] = ["host", "worker"].map(|kind| earnings(story, kind));
    format!(
        "<div class=\"grid2\">{}{}{}{}{}{}</div>",
        figure("Emission over 20 years", &emission),
        figure("Settlement, hour by hour", &settled),
        figure("Quorum price of IO", &prices),
        figure("What a host of eight A100s earned", &host),
        figure("What a worker of the test class earned", &worker),
        figure(
            &format!("An hour of one {}, April 2024", story.market_class),
            &market(story)
        )
    )
}

/// Lifetime earnings of the first wallet of a kind; those of a kind earn nearly alike.
fn earnings(story: &Story, kind: &str) -> String {
    let first = story.earnings.iter().find(|one| one.name.starts_with(kind));
    let series = first.map(|one| Series {
        name: &one.name,
        class: "a",
        points: one
            .points
            .iter()
            .map(|(epoch, sum)| (*epoch as f64, io(*sum)))
            .collect(),
    });
    draw(
        "Earnings",
        Shape::Line,
        &Axes {
            x: "hour",
            y: "IO, lifetime",
            from_zero: true,
        },
        series.as_slice(),
    )
}

/// What an hour of the ordered class costs at each seller, dearest first.
fn market(story: &Story) -> String {
    let mut sellers: Vec<_> = story.market.iter().collect();
    sellers.sort_by_key(|(_, price)| std::cmp::Reverse(*price));
    let dearest = sellers.first().map_or(1, |(_, price)| (*price).max(1));
    let mut out = String::new();
    for (seller, price) in sellers {
        let own = if seller == SELLER {
            " class=\"own\""
        } else {
            ""
        };
        let _ = write!(
            out,
            "<div class=\"seller\"><span>{}</span><i{own} style=\"width:{:.1}%\"></i><b>${:.3}</b></div>",
            escape(seller),
            *price as f64 * 100.0 / dearest as f64,
            *price as f64 / 1e8
        );
    }
    if out.is_empty() {
        out.push_str("<p class=\"none\">No data was recorded for this chart.</p>");
    }
    out
}

fn verdicts(out: &mut String, heading: &str, judged: &[Invariant]) {
    let _ = write!(
        out,
        "<div class=\"wide\"><table><tr><th>{heading}</th><th>Holds</th><th>Figures</th></tr>"
    );
    for i in judged {
        let (class, word) = if i.holds {
            ("ok", "holds")
        } else {
            ("bad", "BROKEN")
        };
        let _ = write!(
            out,
            "<tr><td class=\"long\">{}</td><td class=\"{class}\">{word}</td><td>{}</td></tr>",
            escape(&i.name),
            escape(&i.figures)
        );
    }
    out.push_str("</table></div>");
}

fn tables(story: &Story) -> String {
    let mut out = String::from("<h2>What the day showed</h2>");
    verdicts(&mut out, "Outcome", &story.outcomes);
    out.push_str(
        "<h2>Invariants</h2><p class=\"dim\">Read back from the chain after the last hour.</p>",
    );
    verdicts(&mut out, "Invariant", &story.invariants);
    out.push_str("<h2>Who got what</h2><div class=\"wide\"><table><tr><th>Who</th><th>Role</th><th>What</th></tr>");
    for r in &story.receipts {
        let _ = write!(
            out,
            "<tr><td>{}</td><td>{}</td><td>{}</td></tr>",
            escape(&r.who),
            escape(&r.role),
            escape(&r.what)
        );
    }
    out.push_str(
        "</table></div><h2>The hours</h2><div class=\"wide\"><table><tr><th class=\"n\">Hour</th><th class=\"n\">Devices</th>\
         <th class=\"n\">Proofs passed</th><th class=\"n\">refused</th><th class=\"n\">Wallets</th><th class=\"n\">Emitted, IO</th>\
         <th class=\"n\">Tree sum, IO</th><th class=\"n\">Votes</th><th class=\"n\">Proved in, ms</th><th class=\"n\">Settled in, ms</th></tr>",
    );
    for h in &story.hours {
        let sum = h
            .rewards_sum
            .map_or_else(|| "not sealed".to_string(), |s| format!("{:.8}", io(s)));
        let _ = write!(
            out,
            "<tr><td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td>\
             <td class=\"n\">{:.8}</td><td class=\"n\">{sum}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td></tr>",
            h.epoch,
            h.devices,
            h.proofs_passed,
            h.proofs_failed,
            h.leaves,
            io(h.emitted),
            h.votes,
            h.prove_ms,
            h.settle_ms
        );
    }
    out.push_str("</table></div>");
    out
}

/// The whole page.
pub fn render(story: &Story) -> String {
    let verdict = if story.holds() {
        "<span class=\"ok\">every invariant holds</span>"
    } else {
        "<span class=\"bad\">something does not hold</span>"
    };
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\
         <title>IO network: a day</title><style>{STYLE}</style></head><body><main>\
         <h1>A day of the IO network</h1><p class=\"dim\">{} hours on an embedded chain in {:.0} s of real time; {verdict}.</p>\
         <p class=\"dim\">The fleet of 206,001 GPUs is sample data: the counts are the network's own of April 2024, its stakes, verdicts and \
         minutes come from a generator with seed {}. The workers, their proofs and their stakes are real. The price of IO is the \
         demo's own walk around $3.00; prices per GPU-hour are the published ones. Slot hashes of the embedded \
         chain are a function of the slot number, so its challenge seeds are predictable; on a public cluster they are not.</p>{}{}\
         </main></body></html>",
        story.hours.len(),
        story.took_s,
        story.fleet_seed,
        charts(story),
        tables(story)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_from_outside_cannot_become_markup() {
        let mut story = Story::default();
        story.receipts.push(crate::story::Receipt {
            who: "<script>".into(),
            role: "a&b".into(),
            what: "\"'".into(),
        });
        let page = render(&story);
        assert!(!page.contains("<script>"));
        assert!(
            page.contains("&lt;script&gt;")
                && page.contains("a&amp;b")
                && page.contains("&quot;&#39;")
        );
    }
}
