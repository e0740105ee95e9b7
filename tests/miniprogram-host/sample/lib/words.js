const count = require('./count.js');

module.exports = { greet: (name) => `你好，${name}${count.marks(1)}` };
