/** Whoever gives tools to everybody, by the name that they have where code is kept. Of them, code is as good as from a registry. */
const known = new Set(
  "golang google googleapis googlecloudplatform kubernetes kubernetes-sigs helm hashicorp microsoft azure aws awslabs aws-actions docker moby cli github actions gitlab-org golangci go-delve spf13 air-verse cosmtrek swaggo pressly sqlc-dev bufbuild vektra daixiang0 golang-migrate onsi securego rakyll goreleaser grpc-ecosystem protocolbuffers charmbracelet jesseduffield junegunn mikefarah mvdan segmentio dominikh stretchr uber-go uber golang-standards go-task magefile cespare fullstorydev client9 nektos rogpeppe mitranim josharian a-h templ ent ariga twitchtv oapi-codegen deepmap google-wire wailsapp homebrew heroku mongodb mongodb-js oven-sh supabase stripe cloudflare denoland nodejs npm vercel facebook angular vuejs vitejs sveltejs withastro expressjs python pypa psf astral-sh django pallets rust-lang biomejs oxc-project tokio-rs nixos numtide cachix fluxcd argoproj istio prometheus grafana elastic redis postgres pulumi terraform-linters aquasecurity anchore sigstore opentofu dlvhdr mislav seachicken vilmibm fly-apps superfly planetscale snyk temporalio buildpacks common-fate dart-lang flutter leoafarias sass teamookla render-oss railwayapp auth0 okta rabbitmq minio dagger ko-build tilt-dev anomalyco sst pnpm yarnpkg tinygo-org".split(
    " ",
  ),
);

/** Where packages of everybody are kept. */
const registries =
  /^(?:registry\.(?:npmjs\.org|yarnpkg\.com)|npm\.pkg\.github\.com|npm\.jsr\.io|jsr\.io|deno\.land|esm\.sh|nodejs\.org|(?:test\.|files\.)?(?:pypi|pythonhosted)\.org|pypi\.python\.org|pypi\.nvidia\.com|(?:download\.)?pytorch\.org|data\.pyg\.org|rubygems\.org|index\.rubygems\.org|rubygems\.pkg\.github\.com|(?:static\.|index\.)?crates\.io|proxy\.golang\.org|sum\.golang\.org|goproxy\.io|goproxy\.cn|registry\.npmmirror\.com|repo\.maven\.apache\.org|repo1\.maven\.org|api\.nuget\.org|packagist\.org|repo\.packagist\.org|hex\.pm|repo\.hex\.pm|conda\.anaconda\.org|cache\.nixos\.org)$/i;

const own = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\]|::1|0\.0\.0\.0|host\.docker\.internal|[\w-]+\.localhost)$/i;

/** The host of an address, undefined where it has none. */
export function hostOf(address: string): string | undefined {
  const [, host] = /^(?:[a-z][a-z+.-]{1,20}:)?\/\/(?:[^/@\s]{0,200}@)?(\[[\da-f:]+\]|[^/:\s?#]+)/i.exec(address) ?? [];
  return host;
}

/** Whether an address leads to this machine. */
export const isOwnAddress = (address: string): boolean => own.test(hostOf(address) ?? address.replace(/[:/].*$/, ""));

/** Whether an address is of another place than the one where everybody's packages are. */
export function isOtherRegistry(address: string): boolean {
  const host = hostOf(address);
  return host !== undefined && !registries.test(host) && !own.test(host);
}

/** Whether a repository, `owner/name` or its address, is of somebody who gives tools to everybody. */
export function isKnownOwner(repository: string): boolean {
  const [, owner = ""] =
    /(?:github\.com|gitlab\.com|bitbucket\.org|githubusercontent\.com)[/:]([\w.-]+)\//i.exec(repository) ?? /^(?:\w+:)?([\w.-]+)\//.exec(repository) ?? [];
  return known.has(owner.toLowerCase());
}

/** Whether an address names code that nobody vouches for: a repository or a file of somebody on the network. What needs a key of one's own is one's own. */
export const isStrangeAddress = (address: string): boolean =>
  /^(?:git\+)?(?:https?|git|ftp)(?:\+\w+)?:\/\//i.test(address) && isOtherRegistry(address.replace(/^git\+/, "")) && !isKnownOwner(address);
