mod isolates;
mod message;
mod rules;
