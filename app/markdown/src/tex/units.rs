//! Numbers with units, of siunitx (<https://ctan.org/pkg/siunitx>): `\SI{3e8}{\meter\per\second}`.

use super::command::command;

/// Units and prefixes by their names. Any other name stands for itself.
const UNITS: [(&str, &str); 40] = [
    ("ampere", "A"),
    ("bar", "bar"),
    ("becquerel", "Bq"),
    ("celsius", r"^{\circ}C"),
    ("coulomb", "C"),
    ("day", "d"),
    ("degree", r"^{\circ}"),
    ("degreeCelsius", r"^{\circ}C"),
    ("electronvolt", "eV"),
    ("farad", "F"),
    ("gram", "g"),
    ("henry", "H"),
    ("hertz", "Hz"),
    ("hour", "h"),
    ("joule", "J"),
    ("kelvin", "K"),
    ("kilogram", "kg"),
    ("liter", "L"),
    ("litre", "L"),
    ("lumen", "lm"),
    ("meter", "m"),
    ("metre", "m"),
    ("minute", "min"),
    ("mole", "mol"),
    ("newton", "N"),
    ("ohm", r"\Omega "),
    ("pascal", "Pa"),
    ("percent", r"\%"),
    ("second", "s"),
    ("tesla", "T"),
    ("volt", "V"),
    ("watt", "W"),
    ("kilo", "k"),
    ("mega", "M"),
    ("giga", "G"),
    ("centi", "c"),
    ("milli", "m"),
    ("micro", r"\mu "),
    ("nano", "n"),
    ("pico", "p"),
];

/// A number as TeX; `3e8` is 3 times ten to the eighth.
pub(super) fn number(text: &str) -> String {
    match text.split_once(['e', 'E']) {
        Some((number, power)) if !power.is_empty() => format!(r"{}\times 10^{{{power}}}", number.trim()),
        _ => text.to_owned(),
    }
}

/// A unit as TeX.
pub(super) fn unit(text: &str) -> String {
    let mut tex = String::from(r"\mathrm{");
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if c != '\\' {
            tex.push_str(if c == '.' { r"\cdot " } else { &rest[..c.len_utf8()] });
            rest = &rest[c.len_utf8()..];
            continue;
        }
        let command = command(rest);
        let name = &command[1..];
        let drawn = match name {
            "per" => "/",
            "squared" => "^{2}",
            "cubed" => "^{3}",
            _ => UNITS.iter().find(|(known, _)| *known == name).map_or(name, |(_, sign)| sign),
        };
        tex.push_str(drawn);
        rest = &rest[command.len()..];
    }
    tex + "}"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_units_are_written_as_physicists_write_them() {
        assert_eq!(number("3e8"), r"3\times 10^{8}");
        assert_eq!(number("2.5"), "2.5");
        assert_eq!(unit(r"\meter\per\second\squared"), r"\mathrm{m/s^{2}}");
        assert_eq!(unit("kg.m/s^2"), r"\mathrm{kg\cdot m/s^2}");
        assert_eq!(unit(r"\kilo\ohm"), r"\mathrm{k\Omega }");
        assert_eq!(unit("\\"), r"\mathrm{}");
    }
}
