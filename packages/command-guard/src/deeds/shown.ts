import { type Invocation, valuesOf } from "../invocation.ts";

/** Whether of a file of settings only the names are printed: `cut -d= -f1 .env`. */
export function showsNames({ name, args }: Invocation): boolean {
  if (name === "cut") return /(?:^| )-d ?= .*-f ?1(?: |$)|(?:^| )-f ?1 -d ?= /.test(args.join(" "));
  if (name === "awk") return args.join(" ").includes("-F=") && args.some((word) => /^\{ *print *\$1 *\}$/.test(word));
  return name === "sed" && !args.some((word) => /^-\w*[ni]/.test(word)) && args.some((word) => /^s([/|,#])=\.\*\$?\1[^&\\]{0,12}\1g?$/.test(word));
}

const others = /^(?:x509|verify|crl|crl2pkcs7|req|ocsp|ts|s_client|s_server|dgst|nseq|spkac|version|ciphers)$/;

/** Whether openssl prints what stands in a file of keys; certificates, requests and public keys are for everybody. */
export const showsKey = (call: Invocation): boolean =>
  valuesOf(call, "-out").length === 0 &&
  !others.test(call.plain[0] ?? "") &&
  !call.flags.has("-pubout") &&
  !(call.flags.has("-noout") && !call.flags.has("-text"));
