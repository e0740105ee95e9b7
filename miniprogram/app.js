// The mini-program. Pages and components are thin; what a save does stands in flow/.

const config = require('./config/app.js');
const privacy = require('./flow/privacy.js');
const record = require('./flow/record.js');

App({
  onLaunch() {
    // Every page here that uses the album has a poster-save, whose popup asks.
    privacy.listen();
    if (config.qa) record.start();
  },
});
