// How a batch goes on. What changes is told by events that carry all there is to show; a batch as a whole, which may have a
// thousand images, is read only when its figures and the page's differ though nothing was told.
import { ask, pause } from "./api.js";
import { bar, find, onceAFrame, photographs, tell } from "./page.js";

/** Milliseconds between two looks at the figures. */
const PERIOD = 10_000;

/** Where a photograph is: a link signed just now. */
export const linkTo = async (card) => (await ask("GET", `/api/images/${card.imageId}`)).json.url;

export class Follower {
  /**
   * @param id     of the batch
   * @param boxed  whether boxes fit the photographs as they are: another step may have turned or cut what classify was given
   * @param cards  in the order of the batch's images
   * @param pictures for photographs that are not from here
   */
  constructor(id, boxed, cards, pictures) {
    this.id = Number(id);
    this.boxed = boxed;
    this.cards = cards;
    this.pictures = pictures;
    this.byImage = new Map(cards.filter((card) => card.imageId).map((card) => [card.imageId, card]));
    this.versions = new Map();
    this.following = false;
    this.destroyed = false;
    this.round = 0;
    this.onChange = () => {};
    /** Called with the card of a photograph that has a job: it has arrived, whatever is known of its upload. */
    this.onJob = () => {};
    this.changed = onceAFrame(() => this.sum());
  }

  /** Follows until all have ended, or the time of the batch is over. */
  async start() {
    this.changed();
    if (this.following || this.destroyed) {
      return;
    }
    this.following = true;
    this.listen();
    const round = ++this.round;
    while (this.following && round === this.round) {
      await pause(PERIOD);
      if (this.following && round === this.round) {
        await this.check().catch((refusal) => refusal.status === 404 ? this.gone() : tell(refusal.message));
      }
    }
  }

  stop() {
    this.following = false;
    this.events.close();
  }

  /** There is no such batch any more. */
  gone() {
    this.destroyed = true;
    this.stop();
    this.onChange();
    tell("This batch was destroyed.");
  }

  listen() {
    this.events = new EventSource(`/api/events?batch_id=${this.id}`);
    this.events.addEventListener("job", (event) => this.hear(JSON.parse(event.data)));
  }

  hear(job) {
    const card = this.byImage.get(job.image_id);
    // one that is gone is a difference in the figures
    if (card && this.versions.get(job.image_id) !== job.updated_at) {
      this.heard = true;
      this.versions.set(job.image_id, job.updated_at);
      this.show(card, { ...job, job_id: job.id });
      this.changed();
    }
  }

  /** Whether the page shows what there is. A list of batches has no images in it: that is a short question. */
  async check() {
    const [batch] = (await ask("GET", `/api/batches?n=1&before_id=${this.id + 1}`)).json;
    if (batch?.id !== this.id) {
      this.gone();
      return;
    }
    const differs = () => Object.entries(this.counts()).some(([name, count]) => count !== batch.counts[name]);
    if (differs() && !this.heard) {
      await this.look();
    }
    this.heard = false;
    if (batch.status === "completed" && !differs() && !this.cards.some((card) => card.uploads || card.sent)) {
      this.end();
    } else if (this.events.readyState === EventSource.CLOSED) {
      this.listen();
    }
  }

  async look() {
    const batch = (await ask("GET", `/api/batches/${this.id}`)).json;
    batch.images.forEach((image, index) => {
      const card = this.cards[index];
      // of what is still on this machine, the upload tells more; and what it sent may not be known there yet
      if (image.job_id || !image.id || !(card.uploads || card.sent)) {
        this.show(card, image);
      }
    });
    this.sum();
  }

  show(card, image) {
    if (image.job_id) {
      card.uploads = false;
      this.onJob(card);
      this.pictures.want(card, async () => image.url ?? await linkTo(card));
    }
    card.sent = false;
    card.show(image, this.boxed, () => this.retry(card));
  }

  counts() {
    const completed = this.cards.filter((card) => card.status === "completed").length;
    const failed = this.cards.filter((card) => card.status === "failed").length;
    const images = this.cards.length;
    return { images, completed, failed, unfinished: images - completed - failed };
  }

  /** Shows how many have ended; when all have, there is nothing more to follow. */
  sum() {
    const counts = this.counts();
    Object.entries(counts).forEach(([name, count]) => {
      const figure = find(`[data-count=${name}]`);
      figure.textContent = count;
      figure.closest("li").classList.toggle("alarm", name === "failed" && count > 0);
    });
    const ended = counts.images - counts.unfinished;
    bar("recognition", ended, counts.images, `${ended} of ${counts.images}`);
    this.onChange();
    if (!this.following) {
      return;
    }
    if (!counts.unfinished) {
      this.end();
    } else if (ended) {
      tell(`${counts.completed} of ${photographs(counts.images)} are recognised${counts.failed ? `, ${counts.failed} failed` : ""}.`);
    }
  }

  end() {
    const { images, completed, failed, unfinished } = this.counts();
    tell(`Of ${photographs(images)} ${completed} are done, ${failed} failed`
      + (unfinished ? `, and ${unfinished} did not come in time.` : "."));
    this.stop();
  }

  async retry(card) {
    const before = card.status;
    card.status = "job queued";
    card.state("job queued");
    try {
      await ask("PUT", `/api/jobs/${card.jobId}`, { status: "job queued" });
    } catch (refusal) {
      // 409: it has not failed any more, so this was done though the answer was lost
      if (refusal.status !== 409) {
        card.status = before;
        this.changed();
        card.failed(refusal.message, () => this.retry(card));
        return;
      }
    }
    this.start();
  }
}
