/** The texts of the library. */
export default {
  'onefold.language': 'pt',
};
