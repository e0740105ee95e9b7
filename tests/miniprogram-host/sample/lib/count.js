exports.marks = (number) => '！'.repeat(number);
