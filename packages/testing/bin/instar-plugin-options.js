#!/usr/bin/env node
import "../dist/plugin-options-main.js";
