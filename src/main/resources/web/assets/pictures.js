// Pictures of photographs: made one after the other, first of what somebody sees.
import { find } from "./page.js";

const WIDTH = 480;
/** Of those out of sight, so many are made when there is nothing else to do. */
const AHEAD = 300;

/** The address of a small picture of a photograph, which the browser turns upright as it does the original. */
export async function thumbnail(file) {
  const photograph = await createImageBitmap(file);
  const scale = Math.min(1, WIDTH / photograph.width);
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(photograph.width * scale);
  canvas.height = Math.max(1, Math.round(photograph.height * scale));
  const context = canvas.getContext("2d");
  context.imageSmoothingQuality = "high";
  // what is transparent is white, as it is for the steps
  context.fillStyle = "white";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(photograph, 0, 0, canvas.width, canvas.height);
  photograph.close();
  return URL.createObjectURL(await new Promise((resolve) => { canvas.toBlob(resolve, "image/jpeg", 0.8); }));
}

export class Pictures {
  constructor() {
    /** By card's element, what makes its picture. */
    this.wanted = new Map();
    this.inSight = new Set();
    this.made = 0;
    this.sight = new IntersectionObserver((entries) => {
      entries.forEach(({ target, isIntersecting }) => {
        this.inSight[isIntersecting ? "add" : "delete"](target);
      });
      this.work();
    }, { rootMargin: "50%" });
  }

  /**
   * @param make  answers the address of a picture
   * @param ahead whether it may be made before somebody sees it
   */
  want(card, make, ahead = false) {
    if (!this.wanted.has(card.element) && !card.pictured) {
      this.wanted.set(card.element, { card, make, ahead });
      this.sight.observe(card.element);
    }
  }

  /** Nobody wants it any more. */
  forget(card) {
    this.leave(card.element);
    URL.revokeObjectURL(find("img", card.element)?.src);
  }

  leave(element) {
    this.sight.unobserve(element);
    this.inSight.delete(element);
    this.wanted.delete(element);
  }

  async work() {
    if (this.working) {
      return;
    }
    this.working = true;
    for (let element = this.next(); element; element = this.next()) {
      const { card, make } = this.wanted.get(element);
      this.leave(element);
      this.made++;
      try {
        const source = await make();
        if (element.isConnected) {
          card.picture(source);
        } else {
          URL.revokeObjectURL(source);
        }
      } catch {
        card.unreadable();
      }
    }
    this.working = false;
  }

  next() {
    const [seen] = this.inSight;
    return seen ?? (this.made < AHEAD ? [...this.wanted].find(([, { ahead }]) => ahead)?.[0] : undefined);
  }
}
