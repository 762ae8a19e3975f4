// Writes what Lucene makes of each line of the standard input (\\ \n \r \t are escapes): its words, separated by tabs.
// So the columns of lucene_tokens.tsv were made, with lucene-core and lucene-analysis-common 10.5.0 on the class path.
//
// Usage: java -cp JARS LuceneTokens.java MODE < in > out
// MODE: std  StandardTokenizer, LowerCaseFilter, ASCIIFoldingFilter
//       kw   KeywordTokenizer, LowerCaseFilter, ASCIIFoldingFilter: the whole text, as a keyword field keeps it
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.core.KeywordTokenizer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

public class LuceneTokens {
    public static void main(String[] arguments) throws Exception {
        Tokenizer tokenizer = arguments[0].equals("kw") ? new KeywordTokenizer() : new StandardTokenizer();
        TokenStream tokens = new ASCIIFoldingFilter(new LowerCaseFilter(tokenizer));
        CharTermAttribute word = tokens.addAttribute(CharTermAttribute.class);
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        StringBuilder out = new StringBuilder();
        for (String line; (line = lines.readLine()) != null; out.append('\n')) {
            tokenizer.setReader(new StringReader(line.translateEscapes()));
            tokens.reset();
            for (boolean first = true; tokens.incrementToken(); first = false) {
                out.append(first ? "" : "\t").append(escape(word.toString()));
            }
            tokens.end();
            tokens.close();
        }
        System.out.write(out.toString().getBytes(StandardCharsets.UTF_8));
        System.out.flush();
    }

    static String escape(String text) {
        return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t");
    }
}
