/** Long or strange enough not to occur by chance within a key. */
const words =
  /example|your(?=[_ -]|[A-Z]|api|key|token|secret|pass)|placeholder|change[_-]?(?:me|it|this)|redacted|replace[_-]?(?:me|this|with)|x{4}|\*{3}|\.{3}|\u2026|<|>|\$\{|\{\{|\}\}|foobar|foo[_-]bar|not[_-]a?[_-]?(?:real|valid)|notreal|fake[_-]?(?:key|token|secret)|deadbeef|goes[_-]?here|(?:test|dummy|sample)[_-]?(?:key|token|secret|password)|(?:key|token|secret|value)[_-]?here/i;
/** Only where no letter stands beside them. */
const wholeWords = /(?<![A-Za-z])(?:dummy|sample|lorem|ipsum|fake|mock|todo|insert|null|undefined|here|your)(?![A-Za-z])/i;
const references =
  /^(?:\$|%[A-Za-z_]\w*%|@|#|process\.env|import\.meta|os\.|env\b|getenv|ENV\[|secrets?\.|vars\.|config\.|self\.|this\.|ctx\.|ENC\[|vault:|arn:|op:\/\/|sm:\/\/|ssm:|ref\+|!|&)/;

/** How many steps from one character to the next only count up or down, or stay. */
function steps(text: string): number {
  let count = 0;
  for (let at = 1; at < text.length; at += 1) if (Math.abs(text.charCodeAt(at) - text.charCodeAt(at - 1)) <= 1) count += 1;
  return count;
}

/**
 * What people write where a secret would stand: `your-api-key-here`, `xxxx`, `<token>`, `${TOKEN}`, `process.env.TOKEN`, the same character or two
 * again and again, the alphabet. `body` is the part after a vendor's prefix.
 */
export function isPlaceholder(secret: string, body: string = secret): boolean {
  if (words.test(secret) || references.test(secret) || wholeWords.test(body)) return true;
  const letters = body.replace(/[^A-Za-z0-9]/g, "");
  if (letters.length < 4) return false;
  if (steps(letters) > (letters.length - 1) * 0.5) return true;
  if (new Set(letters.toLowerCase()).size <= 2) return true;
  const repeated = /^(.{1,2}?)\1{2,}/.exec(letters)?.[0].length ?? 0;
  return repeated >= letters.length * 0.7 || /(.)\1{7}/.test(letters);
}
