// Runs before the report's program.
import "./drops.js";
import "./trusted.js";
