// Over the page inside WeChat, whose browser downloads nothing: an arrow to the menu that leads out of it.
import { html } from '../html.mjs';
import { linkButton } from './marks.mjs';

/** @param {import('../page.mjs').Site} site */
export const wechat = ({ words, address }) =>
  html`<dialog id="wechat" aria-labelledby="wechat-title">
    <svg
      class="arrow"
      viewBox="0 0 120 120"
      width="120"
      height="120"
      fill="none"
      stroke="currentColor"
      stroke-width="5"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d="M16 108C22 62 52 30 100 20M76 10l26 9-13 24" />
    </svg>
    <h2 id="wechat-title">${words.wechat.title}</h2>
    <p>${words.wechat.body}</p>
    <ol class="where" data-where="phone">
      ${words.wechat.phone.map((step) => html`<li>${step}</li>`)}
    </ol>
    <ol class="where" data-where="desk">
      ${words.wechat.desk.map((step) => html`<li>${step}</li>`)}
    </ol>
    <p class="where" data-where="phone">${words.wechat.orDesk}</p>
    <p class="acts">
      ${linkButton({ words, address })}<button class="plain" type="button" data-close>${words.wechat.close}</button>
    </p>
  </dialog>`;
