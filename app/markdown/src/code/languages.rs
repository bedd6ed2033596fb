//! The languages that are known, and how to tell their tokens apart.

/// What a text in the language consists of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Code,
    /// Text between tags.
    Markup,
    /// Inserted and deleted lines.
    Diff,
}

/// A language, or a family of languages with the same rules.
#[derive(Debug)]
pub(super) struct Language {
    /// The names that a code block may give it, in small letters.
    names: &'static [&'static str],
    /// Separated by spaces.
    pub(super) keywords: &'static str,
    pub(super) line_comments: &'static [&'static str],
    /// The opening and the closing marker.
    pub(super) block_comment: Option<(&'static str, &'static str)>,
    /// What strings begin and end with, the longest first.
    pub(super) quotes: &'static [&'static str],
    /// The characters that words may contain beside letters, digits and `_`.
    pub(super) word_characters: &'static str,
    /// Keywords may be written in capitals.
    pub(super) ignores_case: bool,
    /// A word before a colon is a key.
    pub(super) has_keys: bool,
    pub(super) form: Form,
}

/// What most languages have in common.
const C_LIKE: Language = Language {
    names: &[],
    keywords: "",
    line_comments: &["//"],
    block_comment: Some(("/*", "*/")),
    quotes: &["\"", "'"],
    word_characters: "",
    ignores_case: false,
    has_keys: false,
    form: Form::Code,
};

/// Languages whose comments begin with a number sign.
const HASH_COMMENTS: Language = Language { line_comments: &["#"], block_comment: None, ..C_LIKE };

/// All languages.
pub(super) static ALL: [Language; 18] = [
    Language {
        names: &["rust", "rs"],
        keywords: "as async await break const continue crate dyn else enum extern false fn for if impl in let loop \
            match mod move mut pub ref return self Self static struct super trait true type unsafe use where while",
        quotes: &["\""],
        ..C_LIKE
    },
    Language {
        names: &["js", "javascript", "jsx", "ts", "typescript", "tsx", "mjs", "cjs"],
        keywords: "abstract any as async await boolean break case catch class const continue debugger declare default \
            delete do else enum export extends false finally for from function get if implements import in instanceof \
            interface keyof let new null number of private protected public readonly return satisfies set static string \
            super switch this throw true try type typeof undefined unknown var void while with yield",
        quotes: &["\"", "'", "`"],
        word_characters: "$",
        ..C_LIKE
    },
    Language {
        names: &["c", "h", "cpp", "c++", "cc", "hpp", "arduino", "objectivec", "objc", "glsl", "hlsl"],
        keywords: "alignas auto bool break case catch char class const constexpr continue default delete do double else \
            enum explicit extern false final float for friend goto if inline int long mutable namespace new noexcept \
            nullptr operator override private protected public register return short signed sizeof static static_cast \
            struct switch template this throw true try typedef typename union unsigned using virtual void volatile while \
            #include #define #ifdef #ifndef #endif #if #else #pragma",
        word_characters: "#",
        ..C_LIKE
    },
    Language {
        names: &["java", "kotlin", "kt", "scala", "groovy", "dart", "cs", "csharp", "c#", "swift"],
        keywords: "abstract actor any as assert async await base bool boolean break byte case catch char class companion \
            const continue data decimal default defer def delegate do double else enum event extends extension false \
            final finally float for foreach fun func get guard if implements import in init inline int interface internal \
            is it let long match namespace native new nil null object open operator out override package params private \
            protected protocol public readonly record ref required return sealed self set short static string struct \
            super suspend switch synchronized this throw throws trait true try typealias using val var virtual void when \
            where while with yield",
        quotes: &["\"\"\"", "\"", "'"],
        word_characters: "@",
        ..C_LIKE
    },
    Language {
        names: &["go", "golang"],
        keywords: "any bool break byte case chan const continue default defer else error fallthrough false float64 for \
            func go goto if import int int64 interface iota make map new nil package range return rune select string \
            struct switch true type uint var",
        quotes: &["\"", "`", "'"],
        ..C_LIKE
    },
    Language {
        names: &["php"],
        keywords: "abstract array as break case catch class const continue default do echo else elseif extends false final \
            finally fn for foreach function global if implements include instanceof interface match namespace new null \
            private protected public readonly require require_once return static switch this throw trait true try use \
            var while yield",
        line_comments: &["//", "#"],
        word_characters: "$",
        ..C_LIKE
    },
    Language {
        names: &["py", "python", "python3", "gdscript"],
        keywords: "and as assert async await break case class continue def del elif else except False finally for from \
            global if import in is lambda match None nonlocal not or pass raise return self True try while with yield",
        quotes: &["\"\"\"", "'''", "\"", "'"],
        word_characters: "@",
        ..HASH_COMMENTS
    },
    Language {
        names: &["rb", "ruby", "elixir", "ex", "crystal"],
        keywords: "alias and begin break case class def defmodule do else elsif end ensure false fn for if in include \
            module next nil not or private raise redo require rescue return self super then true unless until use when \
            while yield",
        word_characters: "@",
        ..HASH_COMMENTS
    },
    Language {
        names: &[
            "sh",
            "bash",
            "zsh",
            "shell",
            "console",
            "fish",
            "powershell",
            "ps1",
            "dockerfile",
            "docker",
            "makefile",
            "make",
        ],
        keywords: "alias cd do done echo elif else esac eval exec exit export fi for function if in local return set shift \
            source sudo then until while from run copy cmd entrypoint env workdir expose arg add",
        ignores_case: true,
        word_characters: "$",
        ..HASH_COMMENTS
    },
    Language {
        names: &["sql", "mysql", "postgres", "postgresql", "sqlite", "plsql"],
        keywords: "add all alter and as asc begin between by case check column commit constraint count create cross database \
            default delete desc distinct drop else end exists foreign from full group having if in index inner insert into \
            is join key left like limit not null offset on or order outer primary references returning right rollback \
            select set table then union unique update using values view when where with",
        line_comments: &["--"],
        ignores_case: true,
        ..C_LIKE
    },
    Language {
        names: &["lua", "haskell", "hs"],
        keywords: "and break case class data deriving do else elseif end false for function if import in instance let local \
            module newtype nil not of or repeat return then true type until where while",
        line_comments: &["--"],
        block_comment: Some(("--[[", "]]")),
        ..C_LIKE
    },
    Language {
        names: &["html", "xml", "svg", "vue", "svelte", "xhtml"],
        line_comments: &[],
        block_comment: Some(("<!--", "-->")),
        quotes: &["\""],
        word_characters: "-",
        form: Form::Markup,
        ..C_LIKE
    },
    Language {
        names: &["css", "scss", "sass", "less"],
        word_characters: "-@#",
        has_keys: true,
        line_comments: &[],
        ..C_LIKE
    },
    Language { names: &["json", "jsonc", "json5"], keywords: "true false null", ..C_LIKE },
    Language {
        names: &["yaml", "yml"],
        keywords: "true false null yes no on off",
        word_characters: "-",
        has_keys: true,
        ..HASH_COMMENTS
    },
    Language {
        names: &["toml", "ini", "conf", "properties", "env"],
        keywords: "true false",
        word_characters: "-",
        ..HASH_COMMENTS
    },
    Language {
        names: &["r", "julia", "jl", "perl", "pl", "nix", "hcl", "terraform", "graphql"],
        keywords: "begin break const do else elseif end export false for function global if import in let library local \
            module my next nil null package query mutation repeat return struct sub true type unless use using var while with",
        word_characters: "$@",
        ..HASH_COMMENTS
    },
    Language { names: &["diff", "patch"], form: Form::Diff, ..C_LIKE },
];

/// The language with this name, in capitals or not.
pub(super) fn find(name: &str) -> Option<&'static Language> {
    let name = name.to_ascii_lowercase();
    ALL.iter().find(|language| language.names.contains(&name.as_str()))
}
