/// Bars drawn by the server: a title, words for who cannot see it, patterns that tell apart without colour. The table with the same numbers stands beside it.
struct BarChart {
  let title: String
  let bars: [(label: String, value: Double, shown: String)]

  private static let row = 30, left = 220, width = 760

  var html: HTML {
    let most = bars.map(\.value).max() ?? 0
    guard most > 0 else { return "" }
    let height = bars.count * Self.row + 8
    let lines = bars.enumerated().map { place, bar -> HTML in
      let (top, length) = (place * Self.row + 4, Int(bar.value / most * Double(Self.width - Self.left - 90)))
      return """
        <text x="\(Self.left - 10)" y="\(top + 17)" text-anchor="end">\(bar.label)</text><rect class="bar" x="\(Self.left)" y="\(top + 2)" width="\(max(2, length))" height="20"/>
        <text x="\(Self.left + max(2, length) + 8)" y="\(top + 17)">\(bar.shown)</text>
        """
    }
    let words = bars.map { "\($0.label) \($0.shown)" }.joined(separator: ";")
    return """
      <figure class="chart"><svg viewBox="0 0 \(Self.width) \(height)" role="img" aria-labelledby="chart-title chart-words"><title id="chart-title">\(title)</title><desc id="chart-words">\(words)</desc>\(lines)</svg></figure>
      """
  }
}
