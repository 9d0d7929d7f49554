import type { Effects } from "./effects.ts";

/** Code that begins itself again and again. */
export const isForkBomb = (code: string): boolean =>
  /\b(?:os\.)?fork\s*\(?\)?\s*(?:while|\bfor\b)|while\s*\(?\s*(?:1|True|true)\)?\s*[:{]?\s*(?:do\s*)?[\s{]{0,20}(?:os\.)?(?:fork|Process\.fork|pcntl_fork)|fork\s+while\s+(?:fork|1|true)|loop\s*\{\s*fork/.test(
    code,
  );

const acting =
  /(?:exec|eval|system|spawn|popen|pcntl|passthru|subprocess|child_process|shell|rmtree|rm_?r|rimraf|remove|unlink|rmdir|delete|truncate|getattr|globals|__|compile|import_module|fromCharCode|instance_|\bsend\b|process|fetch|request|socket|urlopen|http|query|drop\s|environ|rename|move|chmod|chown|\bfile\b|\bqx\b|\brm[A-Z(\s]|\brun\b|["'`\s](?:\/|~|\.\.)|`)/i;

/** Whether code of which not all was looked at may run, remove, send or hide anything: by the words in it. */
export const mayAct = (code: string): boolean => acting.test(code);

const decoding = /\bmarshal\.loads|gzinflate|gzuncompress|zlib\.decompress|pickle\.loads|inflateSync|gunzipSync|Zlib::Inflate|str_rot13/;
const evaluating = /\beval\b|\bexec\b|\bnew Function\b|\bvm\.run|\bassert\s*\(|instance_eval|loadstring|Code\.eval|FunctionType|create_function/;
const fetching =
  /\b(?:fetch|axios|https?\.get|urlopen|requests\.get|URI\.open|open-uri|Net::HTTP|LWP|file_get_contents\s*\(\s*["']https?:|curl|HTTPoison|Req\.get|http\.request)\b/;

/** Why code cannot be told, seen as a whole. */
export function hidesBy(code: string): string | undefined {
  if (decoding.test(code) && evaluating.test(code)) return "code that it decodes";
  if (
    fetching.test(code) &&
    /\beval\b|\bnew Function\b|\bvm\.run|instance_eval|loadstring|Code\.eval_string|\bexec\s*\((?=[^)]{0,80}(?:read|text|get|urlopen))/.test(code)
  )
    return "code from the network";
  if (
    /\beval\s*\(\s*(?:atob|Buffer|compile|base64|gzinflate|unescape|\$_|__import__)|\bexec\s*\(\s*(?:base64|zlib|codecs|bytes|__import__|compile)|\beval\s*\(?\s*(?:pack|unpack|decode_base64|Base64|MIME)/.test(
      code,
    )
  )
    return "code that it decodes";
  return undefined;
}

const sending =
  /\bfetch\s*\(|requests\.(?:post|put|patch|get|request)|axios|urlopen|https?\.request|http\.client|Net::HTTP|HTTP::Tiny|LWP|curl_exec|curl_setopt|HttpClient|got\.post|superagent|sendBeacon|httpx\.|aiohttp|URI\.open|reqwest|http\.Post|smtplib|\.sendto\(|\.sendall\(|createConnection|net\.connect|dns\.resolve|HTTPoison|file_get_contents\s*\(\s*["']https?:/;
const allSecrets =
  /\bprocess\.env\b(?!\s*(?:\.|\?\.|\[))|\bos\.environ\b(?!\s*(?:\.get|\[|\.setdefault|\.pop))|\bENV\.(?:to_h|inspect|to_a|to_json|map|each)|\bENV\b(?=\s*[),])|\b%ENV\b|\$_ENV\b(?!\[)|\bgetenv\(\)|System\.getenv\(\)|os\.Environ\(\)|Deno\.env\.toObject|System\.get_env\(\)|std::env::vars/;
const secretFiles =
  /["'][^"'\n]{0,200}(?:\.ssh\b|id_(?:rsa|ed25519|ecdsa|dsa)\b|\.aws\b|credentials\b|\.env["'.]|\.netrc|\.gnupg|\.npmrc|\.pem["']|\.git-credentials|\.kube|keychain|Login Data|\.docker\/config|wallet\.dat|cookies\.sqlite)/i;
const ownHost = /["'`]https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])[:/"'`]/;

/** A rule that holds for what code does as a whole. */
export function breaksBy(code: string, found: Effects): string | undefined {
  if (
    /socket|fsockopen|TCPSocket|\bnet\b["')]{0,3}\.(?:connect|createConnection|Socket)|createConnection|Deno\.connect|gen_tcp|net\.Dial/i.test(code) &&
    /connect|TCPSocket|fsockopen|net\.Socket|IO::Socket|net\.Dial/i.test(code)
  ) {
    const shell = /\bdup2\b|\/bin\/(?:ba|z|da)?sh|pty\.spawn|cmd\.exe|["'](?:ba|z|da)?sh["']|["']powershell/;
    if (shell.test(code) && (found.runs.length > 0 || found.lines.length > 0 || found.hides !== undefined || /dup2|spawn|exec|system|popen/.test(code)))
      return "network.reverse-shell";
  }
  if (
    sending.test(code) &&
    !(ownHost.test(code) && !/["'`]https?:\/\/(?!localhost|127\.|\[::1\])/.test(code)) &&
    (allSecrets.test(code) || (secretFiles.test(code) && found.deeds.some(({ does }) => does === "read")))
  )
    return "network.send-secret-piped";
  return undefined;
}
