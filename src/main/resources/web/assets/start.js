// A new batch: photographs are chosen, announced, and uploaded.
import { ask } from "./api.js";
import { Card } from "./card.js";
import { Choice } from "./choice.js";
import { Follower } from "./follower.js";
import { find, make, photographs, tell } from "./page.js";
import { Pictures, thumbnail } from "./pictures.js";
import { Uploads } from "./uploads.js";

class NewBatch {
  constructor(form) {
    this.form = form;
    /** By the id of the file. */
    this.cards = new Map();
    this.pictures = new Pictures();
    this.choice = new Choice(form, (file) => this.begun
      ? `${file.name} came after this batch had begun. Choose it for a new one.` : null);
    this.uppy = this.choice.uppy;
    this.uppy.on("file-added", (file) => this.added(file));
    this.uppy.on("file-removed", (file) => this.removed(file.id));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.start();
    });
    find("#clear").addEventListener("click", () => {
      if (!this.begun) {
        // its clear() tells nobody
        this.uppy.removeFiles(this.uppy.getFiles().map((file) => file.id));
        this.choice.input.focus();
      }
    });
    this.chosen();
  }

  added(file) {
    const card = Card.create(file.name);
    card.state("created", "chosen");
    const remove = make("button", "remove plain", "Remove");
    remove.type = "button";
    remove.setAttribute("aria-label", `Remove ${file.name}`);
    remove.addEventListener("click", () => {
      if (this.begun) {
        return;
      }
      const next = card.element.nextElementSibling ?? card.element.previousElementSibling;
      this.uppy.removeFile(file.id);
      (next ? find("button.remove", next) : this.choice.input).focus();
    });
    card.part("caption").append(remove);
    this.cards.set(file.id, card);
    find("#photos").append(card.element);
    this.pictures.want(card, () => thumbnail(file.data), true);
    this.chosen();
  }

  removed(fileId) {
    const card = this.cards.get(fileId);
    this.cards.delete(fileId);
    this.pictures.forget(card);
    card.element.remove();
    this.chosen();
  }

  chosen() {
    // another choice is another batch
    this.key = undefined;
    const count = this.cards.size;
    const start = find("#start");
    start.disabled = count === 0;
    start.textContent = count ? `Recognise ${photographs(count)}` : "Recognise them";
    find("#clear").hidden = count === 0;
    if (count) {
      tell(`${photographs(count)} chosen.`);
    }
  }

  async start() {
    const files = this.uppy.getFiles();
    if (!files.length || this.begun) {
      return;
    }
    this.begun = true;
    this.choice.forgetRefused();
    find("#start").disabled = true;
    // the same for each try, so that a lost answer makes no second batch
    this.key ??= [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join("-");
    try {
      const { json: batch, said } = await ask("POST", "/api/batches", {
        images: files.map((file) => ({ name: file.name.slice(-255), content_type: file.type, byte_size: file.size })),
      }, { "Idempotency-Key": this.key });
      this.begin(batch, files, said);
    } catch (refusal) {
      this.begun = false;
      // a batch may have been made, or be in the making, of which nobody heard
      if (![0, 409].includes(refusal.status) && refusal.status < 500) {
        this.key = undefined;
      }
      find("#start").disabled = false;
      this.choice.refuse(refusal.message);
    }
  }

  begin(batch, files, said) {
    history.replaceState(null, "", `/batches/${batch.id}`);
    find("#title").textContent = `Batch ${batch.id}`;
    this.form.hidden = true;
    const cards = files.map((file) => this.cards.get(file.id));
    cards.forEach((card, index) => {
      find("button.remove", card.element)?.remove();
      card.imageId = batch.images[index].id;
    });
    const follower = new Follower(batch.id, batch.job_sequence[1] === "classify", cards, this.pictures);
    const uploads = new Uploads(this.uppy, follower);
    files.forEach((file, index) => uploads.add(file, cards[index], { ...batch.images[index], user_id: batch.user_id }, said));
    uploads.start();
  }
}

new NewBatch(find("#choose"));
