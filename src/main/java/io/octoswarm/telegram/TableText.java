package io.octoswarm.telegram;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Node;
import org.commonmark.node.Text;

/** A table as lines of the same width, for a font whose letters have one. */
final class TableText {
    private static final int WIDEST = 60;

    private TableText() {}

    static String of(TableBlock table) {
        Rows rows = new Rows();
        table.accept(rows);
        List<Integer> widths = widths(rows.rows);
        return rows.rows.stream().map(row -> line(row, widths)).collect(Collectors.joining("\n"));
    }

    private static List<Integer> widths(List<List<String>> rows) {
        List<Integer> widths = new ArrayList<>();
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                int width =
                        Math.min(WIDEST, row.get(i).codePointCount(0, row.get(i).length()));
                if (i == widths.size()) {
                    widths.add(width);
                }
                widths.set(i, Math.max(widths.get(i), width));
            }
        }
        return widths;
    }

    private static String line(List<String> row, List<Integer> widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            String cell = row.get(i);
            int missing = Math.max(0, widths.get(i) - cell.codePointCount(0, cell.length()));
            line.append(i == 0 ? "" : " | ").append(cell).append(i == row.size() - 1 ? "" : " ".repeat(missing));
        }
        return line.toString().stripTrailing();
    }

    private static final class Rows extends AbstractVisitor {
        private final List<List<String>> rows = new ArrayList<>();

        @Override
        public void visit(CustomNode node) {
            if (node instanceof TableRow row) {
                List<String> cells = new ArrayList<>();
                for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
                    cells.add(cell instanceof TableCell ? CellText.of(cell) : "");
                }
                rows.add(cells);
            } else {
                visitChildren(node);
            }
        }
    }

    private static final class CellText extends AbstractVisitor {
        private final StringBuilder text = new StringBuilder();

        static String of(Node cell) {
            CellText visitor = new CellText();
            cell.accept(visitor);
            return visitor.text.toString().replace('\n', ' ').strip();
        }

        @Override
        public void visit(CustomNode node) {
            visitChildren(node);
        }

        @Override
        public void visit(Text literal) {
            text.append(literal.getLiteral());
        }

        @Override
        public void visit(Code code) {
            text.append(code.getLiteral());
        }

        @Override
        public void visit(HtmlInline html) {
            text.append(html.getLiteral());
        }
    }
}
