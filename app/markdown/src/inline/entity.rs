//! Character references such as `&amp;`: numbers, and the names of HTML 4
//! (<https://www.w3.org/TR/html401/sgml/entities.html>). The two thousand names that HTML 5 adds would be larger than
//! the parser.

/// The character that the reference at the beginning of a text stands for, and the reference's length in bytes.
pub(crate) fn entity(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(12).position(|byte| byte == b';')?;
    let name = text.get(..end)?.strip_prefix('&')?;
    let c = match name.strip_prefix('#') {
        Some(number) => {
            let number = match number.strip_prefix(['x', 'X']) {
                Some(hex) if hex.len() <= 6 => u32::from_str_radix(hex, 16).ok()?,
                None if number.len() <= 7 && !number.starts_with('+') => number.parse().ok()?,
                _ => return None,
            };
            char::from_u32(number).filter(|c| *c != '\0').unwrap_or(char::REPLACEMENT_CHARACTER)
        }
        None => named(name)?,
    };
    Some((c, end + 1))
}

fn named(name: &str) -> Option<char> {
    let consecutive = |names: &str, first: u32| {
        let place = names.split(' ').position(|known| known == name && known != "-")?;
        char::from_u32(first + place as u32)
    };
    let other = || {
        OTHERS.split(' ').find_map(|known| {
            let mut rest = known.strip_prefix(name)?.chars();
            rest.next().filter(|_| rest.next().is_none())
        })
    };
    consecutive(LATIN_1, 0xa0).or_else(|| consecutive(GREEK, 0x391)).or_else(other)
}

/// The names of the characters from U+00A0 on.
const LATIN_1: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 \
    sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml \
    Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml \
    times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave \
    eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute \
    ucirc uuml yacute thorn yuml";

/// The names of the characters from U+0391 on; a dash where there is no name.
const GREEK: &str = "Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda Mu Nu Xi Omicron Pi Rho - Sigma Tau \
    Upsilon Phi Chi Psi Omega - - - - - - - alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi \
    omicron pi rho sigmaf sigma tau upsilon phi chi psi omega";

/// Names, each followed by its character.
const OTHERS: &str = "amp& lt< gt> quot\" apos' OEligŒ oeligœ ScaronŠ scaronš YumlŸ fnofƒ circˆ tilde˜ ndash– mdash— \
    lsquo‘ rsquo’ sbquo‚ ldquo“ rdquo” bdquo„ dagger† Dagger‡ bull• hellip… permil‰ prime′ Prime″ lsaquo‹ rsaquo› \
    oline‾ frasl⁄ euro€ imageℑ weierp℘ realℜ trade™ alefsymℵ larr← uarr↑ rarr→ darr↓ harr↔ crarr↵ lArr⇐ uArr⇑ rArr⇒ \
    dArr⇓ hArr⇔ forall∀ part∂ exist∃ empty∅ nabla∇ isin∈ notin∉ ni∋ prod∏ sum∑ minus− lowast∗ radic√ prop∝ infin∞ \
    ang∠ and∧ or∨ cap∩ cup∪ int∫ there4∴ sim∼ cong≅ asymp≈ ne≠ equiv≡ le≤ ge≥ sub⊂ sup⊃ nsub⊄ sube⊆ supe⊇ oplus⊕ \
    otimes⊗ perp⊥ sdot⋅ lceil⌈ rceil⌉ lfloor⌊ rfloor⌋ lang⟨ rang⟩ loz◊ spades♠ clubs♣ hearts♥ diams♦ \
    ensp\u{2002} emsp\u{2003} thinsp\u{2009} zwnj\u{200c} zwj\u{200d} lrm\u{200e} rlm\u{200f}";

/// The text with its backslash escapes and character references resolved.
pub(crate) fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let next = rest[c.len_utf8()..].chars().next();
        if c == '\\'
            && let Some(escaped) = next.filter(char::is_ascii_punctuation)
        {
            plain.push(escaped);
            rest = &rest[2..];
        } else if let Some((c, length)) = entity(rest) {
            plain.push(c);
            rest = &rest[length..];
        } else {
            plain.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_numbers_are_known() {
        let c = |text| entity(text).map(|(c, _)| c);
        assert_eq!(entity("&amp; b"), Some(('&', 5)));
        assert_eq!((c("&nbsp;"), c("&yuml;"), c("&times;")), (Some('\u{a0}'), Some('ÿ'), Some('×')));
        assert_eq!((c("&Alpha;"), c("&sigma;"), c("&omega;")), (Some('Α'), Some('σ'), Some('ω')));
        assert_eq!((c("&rarr;"), c("&rlm;"), c("&hellip;")), (Some('→'), Some('\u{200f}'), Some('…')));
        assert_eq!((c("&#65;"), c("&#x41;"), c("&#0;")), (Some('A'), Some('A'), Some('\u{fffd}')));
        for text in
            ["&", "&amp", "&;", "&-;", "&unknown;", "&#;", "&#x;", "&#12345678;", "&#+1;", "&你;", "a"]
        {
            assert_eq!(c(text), None, "{text}");
        }
    }

    #[test]
    fn escapes_are_resolved() {
        assert_eq!(unescape("a\\*b\\a &lt;\\"), "a*b\\a <\\");
    }
}
