//! Charts as SVG text: lines and bars over two axes with round ticks.
use std::fmt::Write;

// Near the width at which the page shows a chart, so that its text keeps its size.
const WIDTH: f64 = 480.0;
const HEIGHT: f64 = 250.0;
const LEFT: f64 = 72.0;
const RIGHT: f64 = 16.0;
const TOP: f64 = 14.0;
const BOTTOM: f64 = 40.0;

/// One series: its name, CSS class (`a`, `b`, `c`) and points.
pub struct Series<'a> {
    /// Shown in the legend.
    pub name: &'a str,
    pub class: &'a str,
    pub points: Vec<(f64, f64)>,
}

/// How the first series is drawn; the others are lines.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    Line,
    Bars,
}

/// Axis labels, with units, and where the y axis starts.
pub struct Axes<'a> {
    pub x: &'a str,
    pub y: &'a str,
    pub from_zero: bool,
}

/// Up to six round tick values covering `low..=high`.
fn ticks(low: f64, high: f64) -> Vec<f64> {
    let span = (high - low).max(f64::MIN_POSITIVE);
    let raw = span / 5.0;
    let magnitude = 10f64.powf(raw.log10().floor());
    let step = [1.0, 2.0, 2.5, 5.0, 10.0]
        .into_iter()
        .map(|m| m * magnitude)
        .find(|s| span / s <= 6.0)
        .unwrap_or(10.0 * magnitude);
    let mut at = (low / step).floor() * step;
    let mut out = Vec::new();
    while at <= high + step * 0.999 {
        out.push(at);
        at += step;
    }
    out
}

/// A tick's label: thousands grouped, as many decimals as the step needs.
fn label(value: f64, step: f64) -> String {
    let decimals = if step >= 1.0 {
        0
    } else {
        (-step.log10()).ceil() as usize
    };
    let text = format!("{value:.decimals$}");
    let (whole, rest) = text.split_once('.').unwrap_or((&text, ""));
    let mut grouped = String::new();
    let digits = whole.trim_start_matches('-');
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            grouped.push(' ');
        }
        grouped.push(c);
    }
    let sign = if whole.starts_with('-') { "−" } else { "" };
    if rest.is_empty() {
        format!("{sign}{grouped}")
    } else {
        format!("{sign}{grouped}.{rest}")
    }
}

/// Draws the series into one SVG element; a sentence where there is nothing to draw.
pub fn draw(title: &str, shape: Shape, axes: &Axes<'_>, series: &[Series<'_>]) -> String {
    let points = || series.iter().flat_map(|s| s.points.iter());
    if points().count() == 0 {
        return "<p class=\"none\">No data was recorded for this chart.</p>".to_string();
    }
    let fold = |f: fn(&(f64, f64)) -> f64| {
        points()
            .map(f)
            .fold((f64::MAX, f64::MIN), |(lo, hi), v| (lo.min(v), hi.max(v)))
    };
    let (x0, x1) = fold(|p| p.0);
    let (low, high) = fold(|p| p.1);
    let low = if axes.from_zero { 0.0 } else { low };
    let pad = ((high - low) * 0.08).max(high.abs() * 1e-4);
    let y_ticks = ticks(
        if axes.from_zero { 0.0 } else { low - pad },
        high + pad * 0.2,
    );
    let (y0, y1) = (y_ticks[0], y_ticks[y_ticks.len() - 1]);
    let step = y_ticks.get(1).map_or(1.0, |t| t - y_ticks[0]);
    let bars = if shape == Shape::Bars {
        series.first().map_or(1, |s| s.points.len())
    } else {
        1
    };
    let slot = (WIDTH - LEFT - RIGHT) / bars as f64;
    let margin = if shape == Shape::Bars {
        slot / 2.0
    } else {
        0.0
    };
    let px = |x: f64| {
        LEFT + margin + (x - x0) / (x1 - x0).max(1e-9) * (WIDTH - LEFT - RIGHT - 2.0 * margin)
    };
    let py = |y: f64| HEIGHT - BOTTOM - (y - y0) / (y1 - y0).max(1e-12) * (HEIGHT - TOP - BOTTOM);
    let mut svg =
        format!("<svg viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"{title}\">");
    for t in &y_ticks {
        let y = py(*t);
        let _ = write!(
            svg,
            "<line class=\"grid\" x1=\"{LEFT}\" x2=\"{:.1}\" y1=\"{y:.1}\" y2=\"{y:.1}\"/>\
             <text class=\"tick\" x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>",
            WIDTH - RIGHT,
            LEFT - 8.0,
            y + 4.0,
            label(*t, step)
        );
    }
    let x_ticks: Vec<f64> = ticks(x0, x1)
        .into_iter()
        .filter(|t| *t >= x0 - 1e-9 && *t <= x1 + 1e-9)
        .collect();
    let x_step = x_ticks.get(1).map_or(1.0, |t| t - x_ticks[0]);
    for t in &x_ticks {
        let _ = write!(
            svg,
            "<text class=\"tick\" x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>",
            px(*t),
            HEIGHT - BOTTOM + 16.0,
            label(*t, x_step)
        );
    }
    for (i, s) in series.iter().enumerate() {
        if i == 0 && shape == Shape::Bars {
            for (x, y) in &s.points {
                let top = py(*y);
                let _ = write!(
                    svg,
                    "<rect class=\"bar {}\" x=\"{:.1}\" y=\"{top:.1}\" width=\"{:.1}\" height=\"{:.1}\" rx=\"2\"/>",
                    s.class,
                    px(*x) - slot * 0.36,
                    slot * 0.72,
                    (py(y0) - top).max(0.5)
                );
            }
        } else {
            let path: Vec<String> = s
                .points
                .iter()
                .map(|(x, y)| format!("{:.1},{:.1}", px(*x), py(*y)))
                .collect();
            let _ = write!(
                svg,
                "<polyline class=\"line {}\" points=\"{}\"/>",
                s.class,
                path.join(" ")
            );
        }
    }
    let _ = write!(
        svg,
        "<text class=\"axis\" x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>\
         <text class=\"axis\" transform=\"translate(14 {:.1}) rotate(-90)\" text-anchor=\"middle\">{}</text></svg>",
        LEFT + (WIDTH - LEFT - RIGHT) / 2.0,
        HEIGHT - 4.0,
        axes.x,
        TOP + (HEIGHT - TOP - BOTTOM) / 2.0,
        axes.y
    );
    if series.len() > 1 {
        svg.push_str("<p class=\"legend\">");
        for s in series {
            let _ = write!(svg, "<span class=\"{}\"></span>{} ", s.class, s.name);
        }
        svg.push_str("</p>");
    }
    svg
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_cover_the_range() {
        let t = ticks(0.0, 97.0);
        assert_eq!(t, vec![0.0, 20.0, 40.0, 60.0, 80.0, 100.0]);
        assert!(ticks(1.23, 1.29).len() <= 8);
    }

    #[test]
    fn labels_group_thousands() {
        assert_eq!(label(300_000_000.0, 50_000_000.0), "300 000 000");
        assert_eq!(label(0.25, 0.05), "0.25");
    }

    #[test]
    fn an_empty_chart_says_so() {
        let axes = Axes {
            x: "",
            y: "",
            from_zero: true,
        };
        assert!(draw("t", Shape::Line, &axes, &[]).contains("No data"));
    }
}
