// What a company sets before it ships this mini-program. Nothing else has to be edited.

module.exports = {
  /**
   * The poster API's base, without a slash at its end. Its host, and the hosts of its pictures, belong on the
   * mini-program's list of domains for `request` and `downloadFile`.
   */
  apiBase: 'https://posters.example.com',

  /**
   * The path that takes the code of `wx.login` and answers `{"token": "..."}`.
   * Empty: the API asks for no sign-in.
   */
  signInPath: '',

  /** Posters asked for at once, 1 to 100. */
  pageSize: 20,

  /**
   * A build for QA: each step of a save is kept, and can be copied or sent from the poster's page. `false` in what ships;
   * a released version keeps nothing even if this is forgotten.
   */
  qa: false,
};
