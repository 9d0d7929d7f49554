import type { Message } from "../grammy.ts";

/** What has neither words nor a file of its own that could be fetched, by the member of the message that holds it. */
const unread = {
  story: "a story",
  game: "a game",
  invoice: "an invoice",
  giveaway: "a giveaway",
  giveaway_winners: "the winners of a giveaway",
  paid_media: "media that cost money",
  checklist: "a checklist",
  live_photo: "a live photo",
  rich_message: "a page",
} as const;

const files = {
  photo: "a photo",
  animation: "an animation",
  document: "a document",
  voice: "a voice message",
  audio: "a piece of music",
  video: "a video",
  video_note: "a video",
} as const;

const sentence = (what: string) => `${what.charAt(0).toUpperCase()}${what.slice(1)}.`;

/** A message without words of its own, in words: what a sticker, a place, a contact says. Undefined for what Telegram says itself. */
export function contentInWords(message: Message): string | undefined {
  const { sticker, venue, location, contact, poll, dice } = message;
  if (sticker) return sticker.emoji ? `A sticker: ${sticker.emoji}` : "A sticker.";
  if (venue) return `A place: ${venue.title}, ${venue.address} (${coordinates(venue.location)}).`;
  if (location) return `A location: ${coordinates(location)}.`;
  if (contact) return `A contact: ${[contact.first_name, contact.last_name].filter(Boolean).join(" ")}, ${contact.phone_number}.`;
  if (poll) return `A poll: ${poll.question}\n${poll.options.map(({ text }) => `- ${text}`).join("\n")}`;
  if (dice) return `A roll of ${dice.emoji}: ${dice.value}.`;
  for (const [member, what] of Object.entries(unread)) if (member in message) return `${sentence(what)} It cannot be read here.`;
  for (const [member, what] of Object.entries(files)) if (member in message) return sentence(what);
  return undefined;
}

const coordinates = ({ latitude, longitude }: { readonly latitude: number; readonly longitude: number }) => `${latitude}, ${longitude}`;
