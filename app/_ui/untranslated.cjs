// The interface is in English: the widgets' own words in 33 other languages would be a tenth of every page's script.
module.exports = () => 'export default {}'
