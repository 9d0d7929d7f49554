import { cleanCharacters } from "./clean-characters.ts";

/** The named references that people write; Markdown knows two thousand more, which stay as they are written. */
const named: ReadonlyMap<string, string> = new Map(
  (
    "amp & lt < gt > quot \" apos ' nbsp \u00a0 ensp \u2002 emsp \u2003 thinsp \u2009 zwj \u200d zwnj \u200c lrm \u200e rlm \u200f shy \u00ad ndash – mdash — hellip … bull • middot · " +
    "lsquo ‘ rsquo ’ sbquo ‚ ldquo “ rdquo ” bdquo „ laquo « raquo » lsaquo ‹ rsaquo › dagger † Dagger ‡ permil ‰ prime ′ Prime ″ oline ‾ " +
    "copy © reg ® trade ™ sect § para ¶ deg ° micro µ euro € pound £ yen ¥ cent ¢ curren ¤ ordf ª ordm º iexcl ¡ iquest ¿ brvbar ¦ uml ¨ macr ¯ acute ´ cedil ¸ not ¬ " +
    "plusmn ± times × divide ÷ minus − frac12 ½ frac14 ¼ frac34 ¾ sup1 ¹ sup2 ² sup3 ³ radic √ infin ∞ asymp ≈ ne ≠ equiv ≡ le ≤ ge ≥ sum ∑ prod ∏ int ∫ part ∂ nabla ∇ " +
    "forall ∀ exist ∃ empty ∅ isin ∈ notin ∉ ni ∋ cap ∩ cup ∪ sub ⊂ sup ⊃ sube ⊆ supe ⊇ and ∧ or ∨ there4 ∴ sim ∼ cong ≅ prop ∝ ang ∠ perp ⊥ oplus ⊕ otimes ⊗ sdot ⋅ " +
    "larr ← uarr ↑ rarr → darr ↓ harr ↔ crarr ↵ lArr ⇐ uArr ⇑ rArr ⇒ dArr ⇓ hArr ⇔ loz ◊ spades ♠ clubs ♣ hearts ♥ diams ♦ check ✓ cross ✗ star ☆ phone ☎ " +
    "Agrave À Aacute Á Acirc Â Atilde Ã Auml Ä Aring Å AElig Æ Ccedil Ç Egrave È Eacute É Ecirc Ê Euml Ë Igrave Ì Iacute Í Icirc Î Iuml Ï ETH Ð Ntilde Ñ Ograve Ò Oacute Ó Ocirc Ô " +
    "Otilde Õ Ouml Ö Oslash Ø Ugrave Ù Uacute Ú Ucirc Û Uuml Ü Yacute Ý THORN Þ szlig ß agrave à aacute á acirc â atilde ã auml ä aring å aelig æ ccedil ç egrave è eacute é ecirc ê " +
    "euml ë igrave ì iacute í icirc î iuml ï eth ð ntilde ñ ograve ò oacute ó ocirc ô otilde õ ouml ö oslash ø ugrave ù uacute ú ucirc û uuml ü yacute ý thorn þ yuml ÿ OElig Œ oelig œ " +
    "Scaron Š scaron š Yuml Ÿ fnof ƒ Alpha Α Beta Β Gamma Γ Delta Δ Theta Θ Lambda Λ Pi Π Sigma Σ Phi Φ Psi Ψ Omega Ω alpha α beta β gamma γ delta δ epsilon ε zeta ζ eta η theta θ " +
    "iota ι kappa κ lambda λ mu μ nu ν xi ξ pi π rho ρ sigma σ tau τ upsilon υ phi φ chi χ psi ψ omega ω"
  )
    .split(" ")
    .flatMap((name, index, all) => (index % 2 === 0 ? [[name, all[index + 1] as string] as const] : [])),
);

function characterOf(code: number): string {
  const known = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return known ? String.fromCodePoint(code) : "\ufffd";
}

/** Text with its character references (`&amp;`, `&#169;`, `&#xa9;`) as characters, clean: the library may have decoded some before. */
export function decodeReferences(text: string): string {
  const decoded = text.replace(
    /&(?:#[xX]([0-9a-fA-F]{1,6})|#(\d{1,7})|([a-zA-Z]\w{1,30}));/g,
    (whole, hexadecimal?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return named.get(name) ?? whole;
      return characterOf(hexadecimal === undefined ? Number(decimal) : Number.parseInt(hexadecimal, 16));
    },
  );
  return cleanCharacters(decoded);
}
