//! A place in the document. The way to it is a chain on the stack and becomes a JSON pointer only when
//! something is wrong.

use super::{Defects, Need, Shape};
use crate::data::Gather;
use crate::data::json::{Kind, Member, Node};
use crate::data::text::nearest;
use crate::data::{Phrase, Span};

/// A value of the document and the way to it.
#[derive(Clone, Copy, Debug)]
pub struct Cursor<'a> {
    /// The value.
    pub node: &'a Node,
    way: Way<'a>,
}

#[derive(Clone, Copy, Debug)]
enum Way<'a> {
    Root,
    Key(&'a Cursor<'a>, &'a str),
    Index(&'a Cursor<'a>, usize),
}

/// An object whose keys were checked against a shape.
#[derive(Clone, Copy, Debug)]
pub struct Object<'a> {
    at: &'a Cursor<'a>,
    members: &'a [Member],
}

/// What is done with a member of an object.
pub type Visit<'v> = &'v mut dyn FnMut(&Member, &Cursor, &mut Defects);

impl<'a> Cursor<'a> {
    /// The whole document.
    pub fn root(node: &'a Node) -> Self {
        Self { node, way: Way::Root }
    }

    /// Where the value stands in the text.
    pub fn span(&self) -> Span {
        self.node.span
    }

    /// The JSON pointer.
    pub fn pointer(&self) -> String {
        match self.way {
            Way::Root => String::new(),
            Way::Key(parent, key) => {
                format!("{}/{}", parent.pointer(), key.replace('~', "~0").replace('/', "~1"))
            }
            Way::Index(parent, index) => format!("{}/{index}", parent.pointer()),
        }
    }

    /// Reports an error here.
    pub fn report(&self, defects: &mut Defects, code: &'static str, message: Phrase, help: Option<Phrase>) {
        defects.add(code, self.pointer(), self.span(), message, help);
    }

    /// Reports that something else was due here.
    pub fn wrong_type(&self, defects: &mut Defects, zh: &str, en: &str) {
        let message = Phrase::filled_apart(&["这里应是{}", "{} is due here"], &[zh], &[en]);
        self.report(defects, "wrong_type", message, None);
    }

    fn at_key(&'a self, member: &'a Member) -> Self {
        Self { node: &member.value, way: Way::Key(self, member.key.as_str()) }
    }

    /// The members of an object of free keys, such as the fields of a form; empty where it is none.
    pub fn entries(&'a self, defects: &mut Defects) -> Vec<(&'a Member, Cursor<'a>)> {
        let Kind::Object(members) = &self.node.kind else {
            self.wrong_type(defects, "对象", "an object");
            return Vec::new();
        };
        members.iter().map(|member| (member, self.at_key(member))).gather()
    }

    /// The items of a list; empty where it is none.
    pub fn items(&'a self, defects: &mut Defects) -> Vec<Self> {
        let Kind::List(items) = &self.node.kind else {
            self.wrong_type(defects, "列表", "a list");
            return Vec::new();
        };
        let item = |(index, node)| Self { node, way: Way::Index(self, index) };
        items.iter().enumerate().map(item).gather()
    }

    /// The object here, its keys checked: unknown ones and missing ones are reported.
    pub fn object(&'a self, shape: &Shape, defects: &mut Defects) -> Option<Object<'a>> {
        let Kind::Object(members) = &self.node.kind else {
            self.wrong_type(
                defects,
                &format!("一个对象（{}）", shape.name),
                &format!("an object ({})", shape.name),
            );
            return None;
        };
        for member in members.iter().filter(|member| member.key != "$schema") {
            if !shape.keys.iter().any(|key| key.name == member.key) {
                self.unknown_key(shape, member, defects);
            }
        }
        for key in shape.keys.iter().filter(|key| key.need == Need::Required) {
            if !members.iter().any(|member| member.key == key.name) {
                let message = Phrase::filled(&["缺少「{}」", "`{}` is missing"], &[key.name]);
                self.report(defects, "missing_key", message, None);
            }
        }
        Some(Object { at: self, members })
    }

    fn unknown_key(&self, shape: &Shape, member: &Member, defects: &mut Defects) {
        let known = || shape.keys.iter().map(|key| key.name);
        let key = &member.key;
        let message = Phrase::filled(&["没有「{}」这个键", "there is no key `{}`"], &[key]);
        let help = match nearest(key, &mut known()) {
            Some(name) => Phrase::meant(name),
            None => Phrase::filled(&["可用的键：{}", "the keys are {}"], &[&known().joined(", ")]),
        };
        let pointer = format!("{}/{}", self.pointer(), member.key.replace('~', "~0").replace('/', "~1"));
        defects.add("unknown_key", pointer, member.span, message, Some(help));
    }
}

impl<'a> Object<'a> {
    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<Cursor<'a>> {
        self.members.iter().find(|member| member.key == key).map(|member| self.at.at_key(member))
    }

    /// Shows the members of the object at a key, such as the options of a choice; none where the key is absent.
    pub fn each(&self, key: &str, defects: &mut Defects, visit: Visit) {
        if let Some(at) = self.get(key) {
            for (member, cursor) in &at.entries(defects) {
                visit(member, cursor, defects);
            }
        }
    }

    /// The same, where the keys must be names that expressions can use.
    pub fn each_named(&self, key: &str, defects: &mut Defects, visit: Visit) {
        self.each(key, defects, &mut |member, cursor, defects| {
            cursor.check_name(&member.key, member.span, defects);
            visit(member, cursor, defects);
        });
    }

    /// Shows the items of the list at a key; none where the key is absent.
    pub fn each_item(&self, key: &str, defects: &mut Defects, visit: &mut dyn FnMut(&Cursor, &mut Defects)) {
        if let Some(at) = self.get(key) {
            at.items(defects).iter().for_each(|item| visit(item, defects));
        }
    }

    /// Where the object stands.
    pub fn cursor(&self) -> &'a Cursor<'a> {
        self.at
    }
}
