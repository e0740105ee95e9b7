// What the flow asks for, carried out: the only file that calls `wx` to save.
//
// It observes and answers; it never decides. Every effect runs in the tick of the event that asked for it:
// WeChat refuses `wx.openSetting` once a promise has come between the tap and the call.

const { classify } = require('./classify.js');
const file = require('./file.js');
const { album, heard, observe, scope } = require('./observe.js');
const phone = require('./phone.js');
const queue = require('./queue.js');

/** @typedef {import('./classify.js').Signal} Signal */
/** @typedef {import('./classify.js').Failure} Failure */
/** @typedef {import('./observe.js').WxFailure} WxFailure */
/** @typedef {import('./session.js').Answer} Answer */

/**
 * Where a poster is.
 *
 * @typedef {object} Source
 * @property {string} url An address, or a local path (a drawn canvas).
 * @property {Record<string, string>} [headers]
 * @property {string} [fileName]
 * @property {number} [bytes] Its announced length.
 * @property {string} [expiresAt] RFC 3339; a signed link stops working then.
 */

/**
 * What only the page around the flow can do.
 *
 * @typedef {object} Hooks
 * @property {() => Promise<Partial<Source>>} [freshLink] Asks the poster's server for a new signed link.
 * @property {() => Promise<boolean>} [signIn]
 * @property {(then: (agreed: boolean) => void) => void} [askPrivacy] Shows the privacy popup; absent where the mini-program has its own.
 */

/**
 * @typedef {object} Around
 * @property {() => Source} source
 * @property {(attempt: number, answer: Answer) => void} answer
 * @property {() => string | null} remedy What leads out of the failure that the flow is in.
 * @property {Hooks} hooks
 */

/**
 * One attempt, and what belongs to it.
 *
 * @typedef {object} Job
 * @property {number} attempt
 * @property {Source} source
 * @property {boolean} over Nothing of it matters any more.
 * @property {boolean} renewed A fresh link is fetched once for each attempt.
 * @property {string} path What is saved.
 * @property {string} copy Our own copy of it; empty when there is none.
 * @property {() => void} stop Ends what is under way.
 */

/** WeChat's own maximum, milliseconds. */
const DOWNLOAD_LIMIT = 60000;
/** Some phones never call back. Ours are longer than any answer takes that still comes. */
const DOWNLOAD_WATCH = DOWNLOAD_LIMIT + 5000;
const WRITE_WATCH = 20000;
/** Back in front, an answer that was given behind us has come by then. */
const WRITE_WATCH_IN_FRONT = 5000;
/** Looks at a save without an answer: as long as a permission was neither given nor refused, its prompt may be open. */
const LOOKS = 3;

class Effects {
  /** @param {Around} around */
  constructor(around) {
    this.around = around;
    /** @type {Job | undefined} */
    this.job = undefined;
    /** @type {Job | undefined} */
    this.sharing = undefined;
    this.signedIn = false;
    /** Brings the look at a save that nobody answers forward: we are in front again. */
    this.hasten = () => {};
  }

  /** @param {number} attempt */
  fetch_poster(attempt) {
    const job = newJob(attempt, this.around.source());
    this.job = job;
    this.fetch(job, (signal, extension) => {
      if (signal) return this.failed(job, signal);
      // On a phone the album names its pictures itself.
      const wished = phone.environment() === 'pc' ? job.source.fileName : undefined;
      file.name(job.path, extension, wished, (unnamed, copy) => {
        job.copy = copy;
        if (copy) job.path = copy;
        if (job.over) discard(job);
        else if (unnamed) this.failed(job, unnamed);
        else this.answer(job, { event: 'fetched' });
      });
    });
  }

  /** @param {number} _attempt */
  write_poster(_attempt) {
    const job = /** @type {Job} */ (this.job);
    let done = false;
    let looks = 0;
    const finish = (/** @type {() => void} */ then) => {
      if (done) return;
      done = true;
      clearTimeout(watch);
      discard(job);
      then();
    };
    const look = () =>
      observe({ errMsg: 'saveImageToPhotosAlbum:fail authorize no response (watchdog)' }, 'write', (signal) => {
        looks += 1;
        if (done || job.over) return;
        const asking = signal.scope === 'unasked' || signal.album === 'undetermined';
        if (asking && looks < LOOKS) watch = setTimeout(look, WRITE_WATCH);
        else finish(() => this.failed(job, signal));
      });
    let watch = setTimeout(look, WRITE_WATCH);
    this.hasten = () => {
      clearTimeout(watch);
      if (!done) watch = setTimeout(look, WRITE_WATCH_IN_FRONT);
    };
    job.stop = () => clearTimeout(watch);
    wx.saveImageToPhotosAlbum({
      filePath: job.path,
      success: () => finish(() => this.answer(job, { event: 'saved' })),
      fail: (error) => observe(error, 'write', (signal) => finish(() => this.failed(job, signal))),
    });
  }

  /** @param {number} attempt */
  open_settings(attempt) {
    const returned = () => this.around.answer(attempt, { event: 'returned' });
    const refused = (/** @type {WxFailure} */ error) => this.around.answer(attempt, { failed: classify(heard(error, 'open')) });
    switch (this.around.remedy()) {
      case 'open_setting':
        // Nothing may come before this call but the tap itself.
        wx.openSetting({ success: returned, fail: refused });
        break;
      case 'open_app_authorize_setting':
        // Where it is missing or refused (WeCom) the written steps of the view are the way; coming back is noticed either way.
        if (wx.canIUse('openAppAuthorizeSetting')) wx.openAppAuthorizeSetting({ fail: () => {} });
        break;
      case 'agree_privacy':
        // Our popup declines in the words of WeChat's own.
        if (this.around.hooks.askPrivacy) {
          this.around.hooks.askPrivacy((agreed) => (agreed ? returned() : refused({ errMsg: 'requirePrivacyAuthorize:fail user deny (popup)' })));
        } else {
          wx.requirePrivacyAuthorize({ success: returned, fail: refused });
        }
        break;
      case 'sign_in':
        this.signIn(returned);
        break;
      default:
        returned();
    }
  }

  /** @param {number} attempt */
  probe_grant(attempt) {
    const answer = (/** @type {string} */ event) => this.around.answer(attempt, { event });
    // What cannot be looked up the save itself finds out, unless we are suspended: then it waits for our return.
    const unseen = (/** @type {WxFailure} */ error) => {
      const failure = classify(heard(error, 'probe'));
      if (failure.event === 'interrupted') this.around.answer(attempt, { failed: failure });
      else answer('grant.unasked');
    };
    switch (this.around.remedy()) {
      case 'open_setting':
        scope((found, error) => {
          if (error) unseen(error);
          else answer(found === 'granted' ? 'grant.yes' : found === 'refused' ? 'grant.no' : 'grant.unasked');
        });
        break;
      case 'open_app_authorize_setting':
        scope((found, error) => {
          const seen = album();
          if (seen === 'denied') answer('grant.no');
          else if (error) unseen(error);
          // Off iOS the phone's switch cannot be seen.
          else answer(seen === 'authorized' && found === 'granted' ? 'grant.yes' : 'grant.unasked');
        });
        break;
      case 'agree_privacy':
        wx.getPrivacySetting({
          success: ({ needAuthorization }) => answer(needAuthorization ? 'grant.no' : 'grant.yes'),
          fail: unseen,
        });
        break;
      case 'sign_in':
        answer(this.signedIn ? 'grant.yes' : 'grant.no');
        break;
      default:
        answer('grant.unasked');
    }
  }

  /** @param {number} _attempt */
  abandon(_attempt) {
    end(this.job);
  }

  /**
   * Beside the flow: WeChat's sheet with send, favourite and save.
   *
   * @param {() => void} ready The file is here, the sheet opens now.
   * @param {(failure: Failure) => void} failed
   */
  share(ready, failed) {
    const job = newJob(0, this.around.source());
    this.sharing = job;
    this.fetch(job, (signal) => {
      if (signal) return failed(classify(signal));
      ready();
      wx.showShareImageMenu({ path: job.path, fail: (error) => failed(classify(heard(error, 'open'))) });
    });
  }

  /** The page is gone: nothing is shared from it any more. */
  stopSharing() {
    end(this.sharing);
  }

  /**
   * Gets the poster's file, over a fresh link where the old one is over, and looks at it.
   *
   * @param {Job} job
   * @param {(signal: Signal | undefined, extension: string) => void} done
   */
  fetch(job, done) {
    const { source } = job;
    const ended = (/** @type {Signal | undefined} */ signal, extension = '') => {
      if (!job.over) done(signal, extension);
    };
    const look = (/** @type {string} */ path) => {
      job.path = path;
      file.inspect(path, source.bytes, ended);
    };
    const { freshLink } = this.around.hooks;
    const renewable = freshLink && !job.renewed;
    if (isLocal(source.url)) return look(source.url);
    if (renewable && source.expiresAt && Date.parse(source.expiresAt) <= Date.now()) return this.renew(job, freshLink, done);
    transfer(job, (signal, path) => {
      if (job.over) return;
      if (!signal) look(path);
      else if (renewable && signal.statusCode === 403) this.renew(job, freshLink, done);
      else ended(signal);
    });
  }

  /**
   * @param {Job} job
   * @param {() => Promise<Partial<Source>>} freshLink
   * @param {(signal: Signal | undefined, extension: string) => void} done
   */
  renew(job, freshLink, done) {
    job.renewed = true;
    freshLink().then(
      (fresh) => {
        job.source = { ...job.source, ...fresh };
        if (!job.over) this.fetch(job, done);
      },
      (failure) => {
        if (!job.over) done(failure && failure.signal ? failure.signal : heard({ errMsg: String(failure) }, 'fetch'), '');
      },
    );
  }

  /** @param {() => void} then */
  signIn(then) {
    const signIn = this.around.hooks.signIn || (() => Promise.resolve(false));
    this.signedIn = false;
    signIn().then((signedIn) => {
      this.signedIn = signedIn;
      then();
    }, then);
  }

  /**
   * @param {Job} job
   * @param {Signal} signal
   */
  failed(job, signal) {
    discard(job);
    this.answer(job, { failed: classify(signal) });
  }

  /**
   * @param {Job} job
   * @param {Answer} answer
   */
  answer(job, answer) {
    if (!job.over) this.around.answer(job.attempt, answer);
  }
}

/**
 * @param {number} attempt
 * @param {Source} source
 * @returns {Job}
 */
function newJob(attempt, source) {
  return { attempt, source, over: false, renewed: false, path: '', copy: '', stop: () => {} };
}

/** @param {Job | undefined} job */
function end(job) {
  if (!job) return;
  job.over = true;
  job.stop();
}

/** @param {Job} job */
function discard(job) {
  if (job.copy) file.discard(job.copy);
  job.copy = '';
}

/**
 * `wx.downloadFile` with a place in the queue and a watchdog.
 *
 * @param {Job} job
 * @param {(signal: Signal | undefined, path: string) => void} done
 */
function transfer(job, done) {
  const { url, headers } = job.source;
  job.stop = queue.enter((leave) => {
    let watch = 0;
    /** @type {number | undefined} */
    let wait;
    let ended = false;
    const finish = (/** @type {Signal | undefined} */ signal, path = '') => {
      if (ended) return;
      ended = true;
      clearTimeout(watch);
      job.stop = () => {};
      leave();
      done(signal && { ...signal, facts: { host: hostOf(url), ...(wait !== undefined && { wait }) } }, path);
    };
    const task = wx.downloadFile({
      url,
      header: headers || {},
      timeout: DOWNLOAD_LIMIT,
      success: ({ errMsg, statusCode, tempFilePath }) => {
        // HTTP trouble arrives in success.
        if (statusCode >= 200 && statusCode < 300) finish(undefined, tempFilePath);
        else finish({ ...heard({ errMsg }, 'fetch'), statusCode });
      },
      fail: (error) => finish(heard(error, 'fetch')),
    });
    task.onHeadersReceived(({ header }) => {
      wait = retryAfter(header);
    });
    watch = setTimeout(() => {
      finish(heard({ errMsg: 'downloadFile:fail timeout (watchdog)' }, 'fetch'));
      task.abort();
    }, DOWNLOAD_WATCH);
    return () => {
      clearTimeout(watch);
      task.abort();
      leave();
    };
  });
}

/** @param {string} url */
function isLocal(url) {
  // The developer tools write temporary files as http://tmp/ and http://usr/.
  return /^(?:wxfile:\/\/|http:\/\/(?:tmp|usr)\/|\/)/.test(url);
}

/** @param {string} url */
function hostOf(url) {
  return (/^[a-z]+:\/\/(?:[^/?#@]*@)?([^/?#:]+)/i.exec(url) || ['', ''])[1];
}

/** @param {Record<string, unknown>} header */
function retryAfter(header) {
  const name = Object.keys(header).find((key) => key.toLowerCase() === 'retry-after');
  const seconds = name === undefined ? NaN : Number(header[name]);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.ceil(seconds) : undefined;
}

module.exports = { Effects };
