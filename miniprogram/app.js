// The mini-program. Pages and components are thin; what a save does stands in flow/.

const privacy = require('./flow/privacy.js');

App({
  onLaunch() {
    // Every page here that uses the album has a poster-save, whose popup asks.
    privacy.listen();
  },
});
