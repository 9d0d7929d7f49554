import type { Rule } from "../refusal.ts";

/** Files, both ways. */
export const filesRules = {
  noFile: { status: 400, words: (what) => `There is no ${what} in the request`, rule: "1.5 what is sent has to come along", docs: "sending-files" },
  fileEmpty: { status: 400, words: "file must be non-empty", rule: "1.1 an empty file is none", docs: "sending-files" },
  photoTooLarge: {
    status: 400,
    words: (bytes) => `file of size ${bytes} bytes is too big for a photo; the maximum size is 10485760 bytes`,
    rule: "1.1 a photo has at most 10 MB",
    docs: "sendphoto",
  },
  photoNoImage: { status: 400, words: "IMAGE_PROCESS_FAILED", rule: "1.5 a photo that is no image: send it as a document", docs: "sendphoto" },
  photoDimensions: {
    status: 400,
    words: "PHOTO_INVALID_DIMENSIONS",
    rule: "1.5 width and height add up to 10,000, one at most 20 times the other",
    docs: "sendphoto",
  },
  wrongFile: { status: 400, words: "wrong file identifier/HTTP URL specified", rule: "1.1 a file_id is one that this bot was given", docs: "sending-files" },
  fileKind: {
    status: 400,
    words: (is, wanted) => `Can't use file of type ${is} as ${wanted}`,
    rule: "1.1 a photo stays a photo, and nothing else becomes one",
    docs: "sending-files",
  },
  fetchUrl: { status: 400, words: "Failed to get HTTP URL content", rule: "1.1 the fake fetches nothing", docs: "sending-files" },
  fileId: { status: 400, words: "invalid file_id", rule: "1.1 a file_id is one that this bot was given", docs: "getfile" },
  fileIdEmpty: { status: 400, words: "file_id not specified", rule: "1.1 a file has to be named", docs: "getfile" },
  fileTooLarge: { status: 400, words: "file is too big", rule: "1.1 downloads end at 20 MB", docs: "getfile" },
  fileGone: { status: 404, words: "Not Found", rule: "1.1 a file_path is good for an hour", docs: "getfile" },
  album: { status: 400, words: (problem) => `${problem}`, rule: "1.5 an album has 2 to 10 photos, or documents", docs: "sendmediagroup" },
  albumItem: {
    status: 400,
    words: (number, problem) => `Failed to send message #${number} with the error message "${problem}"`,
    rule: "1.5 one bad item refuses the album",
    docs: "sendmediagroup",
  },
  albumOfOne: {
    status: 400,
    words: "Fake Bot API: an album has at least 2 items by the documentation",
    rule: "1.5 an album has 2 to 10 items",
    docs: "sendmediagroup",
  },
  coordinate: { status: 400, words: (which) => `${which} is empty`, rule: "1.5 a place has a latitude and a longitude", docs: "sendlocation" },
} satisfies Record<string, Rule>;
