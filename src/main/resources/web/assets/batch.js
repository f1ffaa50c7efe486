// A batch that was begun before: it is followed, and what has not been uploaded can be chosen again.
import { Card } from "./card.js";
import { Choice } from "./choice.js";
import { Follower, linkTo } from "./follower.js";
import { find, photographs } from "./page.js";
import { Pictures, thumbnail } from "./pictures.js";
import { Uploads } from "./uploads.js";

/** A name as the API shows it: without folders, and without characters that no name has. */
const shown = (name) => name.slice(-255).replace(/^.*[/\\]/s, "").replace(/[\x00-\x1f\x7f]/g, "_");

class MissingPhotographs {
  constructor(form, cards, follower, pictures) {
    this.form = form;
    this.cards = cards;
    this.follower = follower;
    this.pictures = pictures;
    /** Those that wait, by name, in the order of the batch: equal ones are taken in their order. */
    this.waiting = new Map();
    cards.filter((card) => card.waits).forEach((card) => {
      this.waiting.set(card.name, [...this.waiting.get(card.name) ?? [], card]);
    });
    const { uppy } = new Choice(form, (file) => this.judge(file));
    this.uploads = new Uploads(uppy, follower, () => this.count());
    uppy.on("file-added", (file) => this.pictures.want(this.uploads.of.get(file.id).card, () => thumbnail(file.data), true));
    uppy.on("files-added", (files) => {
      if (files.length) {
        this.uploads.start();
      }
    });
    follower.onChange = () => this.count();
    this.count();
  }

  /** Finds which of the missing ones a file is. */
  judge(file) {
    const name = shown(file.name);
    const named = (this.waiting.get(name) ?? []).filter((card) => card.waits && !card.uploads);
    const card = named.find(({ bytes }) => bytes === file.size || bytes === 0);
    if (!card) {
      return this.whyNot(name, file.size, named);
    }
    this.uploads.add(file, card);
    return null;
  }

  /** Nothing is said of one that has come: more may be chosen than are missing. */
  whyNot(name, size, named) {
    if (named.length) {
      return `${name} is not the one that is missing: that one has ${named[0].bytes} bytes, this one ${size}.`;
    }
    return this.cards.some((card) => card.name === name) ? "" : `${name} is none of the photographs that are missing.`;
  }

  /** Says how many are missing still. */
  count() {
    const count = this.cards.filter((card) => card.waits && !card.uploads).length;
    find("#missing").textContent = `${photographs(count)} ${count === 1 ? "waits for its" : "wait for their"} upload.`;
    this.form.hidden = count === 0 || this.follower.destroyed;
  }
}

const photos = find("#photos");
const cards = [...photos.children].map((element) => new Card(element));
const pictures = new Pictures();
const follower = new Follower(photos.dataset.batch, photos.dataset.boxed !== undefined, cards, pictures);
cards.forEach((card) => { card.renew = () => pictures.want(card, () => linkTo(card)); });
cards.filter((card) => card.status === "failed" && card.jobId).forEach((card) => {
  card.retryBy(() => follower.retry(card));
});
const form = find("#choose");
if (form) {
  new MissingPhotographs(form, cards, follower, pictures);
}
if (photos.dataset.status !== "completed") {
  follower.start();
}
